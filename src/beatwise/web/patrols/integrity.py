"""What must always hold of phones and of what they handed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from beatwise.web.history.models import Change
from beatwise.web.patrols.models import (
    Notice,
    PatrolEvent,
    PatrolShift,
    Phone,
    Ping,
    Tracker,
)
from beatwise.web.patrols.retention import KEEP, LEEWAY


def check() -> Iterator[str]:
    """No ping outside its shift or past its time, no key of a revoked phone, each event whole."""
    outside = Ping.objects.filter(time__lt=F("patrol__started"))
    outside = outside | Ping.objects.filter(time__gt=F("patrol__stopped"))
    for ping in outside.select_related("patrol", "phone")[:100]:
        yield f"{ping.patrol.thing}: a position lies outside the shift"
    old = timezone.now() - KEEP - LEEWAY
    if Ping.objects.filter(time__lt=old, patrol__hold=False).exists():
        yield "positions older than 31 days are still there: the worker has not run"
    for event in PatrolEvent.objects.filter(accepted=True, patrol=None)[:100]:
        yield f"event {event.uuid} was accepted and has no shift"
    for event in PatrolEvent.objects.filter(accepted=False, reason="")[:100]:
        yield f"event {event.uuid} was set aside without a reason"
    for phone in Phone.objects.filter(enrolled_at=None).exclude(key_hash=None):
        yield f"{phone.thing} has a key and was never enrolled"
    for tracker in Tracker.objects.filter(revoked_at=None).exclude(phone__revoked_at=None):
        yield f"{tracker.thing} may report and its phone was revoked"
    for patrol in PatrolShift.objects.filter(stopped__lt=F("started")):
        yield f"{patrol.thing} stopped before it started"
    yield from _without_their_lines()


def _without_their_lines() -> Iterator[str]:
    """Yield what people decided about a shift or a notice and the history does not know.

    Phones and the worker change these rows too, so that no seal covers them.
    """
    steps = ("patrol.hold", "patrol.release")
    lines = Change.objects.filter(action__in=steps).order_by("number")
    on_hold = dict(lines.values_list("thing", "action"))  # the last line of each counts
    for patrol in PatrolShift.objects.all():
        if patrol.hold != (on_hold.get(patrol.thing) == steps[0]):
            is_held = "is" if patrol.hold else "is not"
            yield f"{patrol.thing} {is_held} on hold, and the history says otherwise"
    closed = set(Change.objects.filter(action="notice.close").values_list("thing", flat=True))
    for notice in Notice.objects.exclude(closed_by=None):
        if notice.thing not in closed:
            yield f"{notice.thing} was closed by somebody, and the history says nothing of it"
