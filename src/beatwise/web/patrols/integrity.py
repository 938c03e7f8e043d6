"""What must always hold of phones and of what they handed in."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from beatwise.web.patrols.models import PatrolEvent, PatrolShift, Phone, Ping, Tracker
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
