"""Stays worked out and kept: by the worker, for each shift that was heard of since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.patrols import selectors
from beatwise.web.patrols.live.live_stays import LiveStay, Position, live_stays
from beatwise.web.patrols.models import HotSpot, PatrolShift, Ping, Stay
from beatwise.web.patrols.retention import KEEP
from beatwise.web.patrols.sync.sync_batch import APP


TRACKER, CHECK_IN = "A", "B"
MOST_AT_ONCE = 200


def keep_stays() -> int:
    """Work out the stays of shifts that were heard of since the last time; return how many."""
    oldest = timezone.now() - KEEP + dt.timedelta(days=1)  # its pings are still there
    rows = PatrolShift.objects.filter(Q(counted=None) | Q(counted__lt=F("last_contact")))
    rows = rows.filter(started__gte=oldest).select_related("shift__programme", "phone")
    count = 0
    for patrol in rows.order_by("last_contact")[:MOST_AT_ONCE]:
        _keep(patrol)
        count += 1
    return count


def _keep(patrol: PatrolShift) -> None:
    heard = patrol.last_contact
    stays = [*_tracked(patrol), *_checked_in(patrol)]
    with transaction.atomic():
        Stay.objects.filter(patrol=patrol).delete()
        Stay.objects.bulk_create(stays)
        PatrolShift.objects.filter(pk=patrol.pk).update(counted=heard)


def _tracked(patrol: PatrolShift) -> Iterator[Stay]:
    day = timezone.localdate(patrol.shift.begins)
    spots = selectors.spots(patrol.shift.programme, day)
    pings = Ping.objects.filter(patrol=patrol).exclude(source=APP)
    fields = ("time", "lon", "lat", "accuracy")
    positions = [Position(*row) for row in pings.values_list(*fields)]
    for stay in live_stays(positions, _outlines(spots), VisitRule()):
        yield _row(patrol, stay, TRACKER)


def _outlines(spots: list[HotSpot]) -> dict[str, list[list[float]]]:
    return {spot.name: spot.outline for spot in spots}


def _checked_in(patrol: PatrolShift) -> Iterator[Stay]:
    """Yield a stay for each arrival, until its leaving, the next arrival or the end of the shift.

    A check-in that is still open counts up to the last that was heard of the phone. Being called
    away ends it.
    """
    ends_it = ("arrive", "leave", "called_away", "shift_stop")
    rows = patrol.events.filter(accepted=True, kind__in=ends_it).order_by("time", "seq")
    spot, begins = "", patrol.started
    for event in rows:
        if spot and event.time > begins:
            yield _check_in(patrol, spot, begins, event.time)
        spot = str(event.payload["spot"]) if event.kind == "arrive" else ""
        begins = event.time
    until = patrol.stopped or min(patrol.last_contact, patrol.shift.hard_stop)
    if spot and until > begins:
        yield _check_in(patrol, spot, begins, until)


def _check_in(patrol: PatrolShift, spot: str, begins: dt.datetime, ends: dt.datetime) -> Stay:
    seconds = (ends - begins).total_seconds()
    return _row(patrol, LiveStay(spot, begins, ends, seconds), CHECK_IN)


def _row(patrol: PatrolShift, stay: LiveStay, grade: str) -> Stay:
    return Stay(
        patrol=patrol, spot=stay.spot[:80], begins=stay.begins, ends=stay.ends,
        minutes=stay.seconds / 60, bridged=stay.bridged / 60, grade=grade,
    )  # fmt: skip
