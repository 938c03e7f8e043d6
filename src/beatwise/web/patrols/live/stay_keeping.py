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
from beatwise.web.patrols.live.phone_check_ins import check_ins_of, grade_of
from beatwise.web.patrols.models import HotSpot, PatrolShift, Ping, Stay
from beatwise.web.patrols.retention import KEEP
from beatwise.web.patrols.sync.sync_batch import APP


TRACKER = "A"
MOST_AT_ONCE = 200


def keep_stays() -> int:
    """Work out the stays of shifts that were heard of since the last time; return how many.

    One that was never counted still has its pings, however old it is; of one that was, they may be
    gone, and its stays are left.
    """
    oldest = timezone.now() - KEEP + dt.timedelta(days=1)
    again = Q(counted__lt=F("last_contact"), started__gte=oldest)
    rows = PatrolShift.objects.filter(Q(counted=None) | again)
    rows = rows.select_related("shift__programme", "phone")
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
    day, rule = timezone.localdate(patrol.shift.begins), VisitRule()
    outlines = _outlines(selectors.spots(patrol.shift.programme, day))
    for one in check_ins_of(patrol):
        grade = grade_of(one, outlines[one.spot], rule) if one.spot in outlines else ""
        if grade:
            seconds = (one.ends - one.begins).total_seconds()
            yield _row(patrol, LiveStay(one.spot, one.begins, one.ends, seconds), grade)


def _row(patrol: PatrolShift, stay: LiveStay, grade: str) -> Stay:
    return Stay(
        patrol=patrol, spot=stay.spot[:80], begins=stay.begins, ends=stay.ends,
        minutes=stay.seconds / 60, bridged=stay.bridged / 60, grade=grade,
    )  # fmt: skip
