"""The visits of a plan, one by one, and which of them were made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.planning.plan import PatrolPlan


ON_TIME_MINUTES = 15.0


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit that a plan holds: its shift, hot spot, London times and how many walk it."""

    shift: str
    beat: str
    spot: str
    begins: dt.datetime
    ends: dt.datetime
    people: int


@dataclass(frozen=True, slots=True)
class VisitMatch:
    """A planned visit and the visit that was made for it."""

    planned: PlannedVisit
    visit: DeliveredVisit


def planned_visits(plan: PatrolPlan) -> list[PlannedVisit]:
    """Return the plan's visits in order of time."""
    visits = [
        PlannedVisit(shift.id, shift.beat, stop.place, stop.begins, stop.ends, shift.people)
        for shift in plan.shifts
        for route in shift.routes
        for stop in route.stops
        if stop.kind == "visit"
    ]
    return sorted(visits, key=lambda v: (v.begins, v.spot, v.shift))


def matches(
    planned: Sequence[PlannedVisit],
    delivered: Sequence[DeliveredVisit],
    within: float = ON_TIME_MINUTES,
) -> list[VisitMatch]:
    """Pair planned visits with those made at the hot spot within so many minutes of the plan.

    A visit is on time when it overlaps the planned one widened by ``within`` at both ends. Each
    visit answers one planned visit at most: the earliest planned takes the earliest that fits.
    """
    margin = dt.timedelta(minutes=within)
    by_spot: dict[str, list[DeliveredVisit]] = defaultdict(list)
    for visit in delivered:
        by_spot[visit.spot].append(visit)
    pairs = []
    for spot, visits in by_spot.items():
        free = sorted(visits, key=lambda v: (v.begins, v.ends))
        for plan in sorted((p for p in planned if p.spot == spot), key=lambda p: p.ends):
            for at, visit in enumerate(free):
                if visit.begins <= plan.ends + margin and visit.ends >= plan.begins - margin:
                    pairs.append(VisitMatch(plan, free.pop(at)))
                    break
    return sorted(pairs, key=lambda pair: (pair.planned.begins, pair.planned.spot))
