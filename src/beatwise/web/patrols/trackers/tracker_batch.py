"""Fixes of a tracker: those within a started shift are stored once; others leave no trace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from beatwise.web.patrols.models import PatrolShift, Ping, Tracker
from beatwise.web.patrols.sync.shift_rules import AHEAD
from beatwise.web.patrols.trackers.tracker_fixes import Fix


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many fixes were within a started shift, and how many were refused and not stored."""

    accepted: int
    refused: int


def take(tracker: Tracker, fixes: Sequence[Fix]) -> Outcome:
    """Store the fixes that fall within a shift that the tracker's phone has started."""
    now = timezone.now()
    with transaction.atomic():
        tracker = Tracker.objects.select_for_update().get(pk=tracker.pk)
        if tracker.revoked_at is not None:
            return Outcome(0, len(fixes))
        patrols = _patrols(tracker, fixes)
        pings = [
            _ping(tracker, patrol, fix, now)
            for fix in fixes
            if (patrol := _patrol_at(patrols, fix.time, now)) is not None
        ]
        Ping.objects.bulk_create(pings, ignore_conflicts=True)
        _note(pings, now)
        Tracker.objects.filter(pk=tracker.pk).update(last_contact=now)
    return Outcome(len(pings), len(fixes) - len(pings))


def _patrols(tracker: Tracker, fixes: Sequence[Fix]) -> list[PatrolShift]:
    if not fixes:
        return []
    first, last = min(fix.time for fix in fixes), max(fix.time for fix in fixes)
    rows = PatrolShift.objects.filter(phone=tracker.phone_id, started__lte=last)
    rows = rows.filter(shift__ends__gte=first - dt.timedelta(days=1))
    return list(rows.select_related("shift__programme"))


def _patrol_at(
    patrols: Sequence[PatrolShift], time: dt.datetime, now: dt.datetime
) -> PatrolShift | None:
    if time > now + AHEAD:
        return None
    for patrol in patrols:
        hard_stop = patrol.shift.hard_stop
        until = min(patrol.stopped, hard_stop) if patrol.stopped else hard_stop
        if patrol.started <= time <= until:
            return patrol
    return None


def _ping(tracker: Tracker, patrol: PatrolShift, fix: Fix, now: dt.datetime) -> Ping:
    return Ping(
        phone_id=tracker.phone_id, patrol=patrol, time=fix.time, lon=fix.lon, lat=fix.lat,
        accuracy=fix.accuracy, speed=fix.speed, source=tracker.kind, received=now,
    )  # fmt: skip


def _note(pings: Sequence[Ping], now: dt.datetime) -> None:
    """Note on each shift that its phone was heard of, without undoing what the phone notes."""
    for patrol in {ping.patrol.pk: ping.patrol for ping in pings}.values():
        latest = max(ping.time for ping in pings if ping.patrol.pk == patrol.pk)
        rows = PatrolShift.objects.filter(pk=patrol.pk)
        rows.update(last_contact=now)
        rows.filter(last_fix__isnull=True).update(last_fix=latest)
        rows.filter(last_fix__lt=latest).update(last_fix=latest)
