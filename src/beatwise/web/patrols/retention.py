"""How long positions are kept: 31 days, and longer only for a shift that is on hold.

Positions of a shift whose stays were not worked out yet wait for that, which is a matter of minutes
while the worker runs: after a long pause of the worker the minutes would be lost with them.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from beatwise.web.history import audit
from beatwise.web.patrols.models import PatrolEvent, Ping


KEEP = dt.timedelta(days=31)
LEEWAY = dt.timedelta(days=1)  # what a worker that was down for a while may be late
_POSITION = ("lon", "lat", "accuracy")
_EACH = 5_000


def forget_positions(now: dt.datetime | None = None) -> int:
    """Delete pings whose shift began over 31 days ago, and positions of check-ins; return how many.

    Check-ins stay, without where they were; so does the note that a fix came. It goes in steps,
    each a short transaction, so that phones need not wait.
    """
    before = (now or timezone.now()) - KEEP
    pings = _in_steps(before) + _check_ins(before)
    if pings:
        with audit.changing():
            after = {"positions": pings, "older than": before.date()}
            audit.write("positions.forget", "patrols", by=None, after=after)
    return pings


def _in_steps(before: dt.datetime) -> int:
    old = Ping.objects.filter(time__lt=before, patrol__hold=False)
    old = old.exclude(patrol__counted=None)
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:_EACH]):
        count += Ping.objects.filter(pk__in=keys).delete()[0]
    return count


def _check_ins(before: dt.datetime) -> int:
    old = PatrolEvent.objects.filter(
        time__lt=before, kind__in=("arrive", "leave"), payload__has_key="lon"
    ).exclude(patrol__hold=True)
    old = old.exclude(patrol__isnull=False, patrol__counted=None)
    count = 0
    while rows := list(old[:_EACH]):
        for row in rows:
            row.payload = {k: v for k, v in row.payload.items() if k not in _POSITION}
        with transaction.atomic():
            PatrolEvent.objects.bulk_update(rows, ["payload"], batch_size=500)
        count += len(rows)
    return count
