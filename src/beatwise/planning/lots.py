"""Lots: what each town asks for, from the plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from beatwise.planning.plan import PatrolPlan


@dataclass(frozen=True, slots=True)
class Lot:
    """One town's requirement over the plan's period.

    ``hours`` are person-hours on duty; ``visits`` and ``visit_hours`` are inside hot spots.
    """

    number: int
    town: str
    base: str
    hot_spots: int
    hours: float
    hours_month: float
    shifts: int
    days: int
    visits: int
    visit_hours: float
    shift_names: tuple[str, ...]


def lots(plan: PatrolPlan) -> tuple[Lot, ...]:
    """Return one lot a beat that has shifts, in the order of the bases."""
    days = (plan.last - plan.first).days + 1
    hours: dict[str, float] = defaultdict(float)
    visits: Counter[str] = Counter()
    walked: dict[str, set[object]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for shift in plan.shifts:
        hours[shift.beat] += shift.hours
        walked[shift.beat].add(shift.day)
        names[shift.beat].add(shift.shift)
        count[shift.beat] += 1
        visits[shift.beat] += sum(s.kind == "visit" for r in shift.routes for s in r.stops)
    bases = [base for base in plan.bases if count[base.beat]]
    return tuple(
        Lot(
            number=number,
            town=base.beat,
            base=base.name,
            hot_spots=sum(spot.beat == base.beat for spot in plan.spots),
            hours=hours[base.beat],
            hours_month=hours[base.beat] / days * 365.25 / 12,
            shifts=count[base.beat],
            days=len(walked[base.beat]),
            visits=visits[base.beat],
            visit_hours=visits[base.beat] * plan.dose.visit_minutes / 60,
            shift_names=tuple(sorted(names[base.beat])),
        )
        for number, base in enumerate(bases, start=1)
    )
