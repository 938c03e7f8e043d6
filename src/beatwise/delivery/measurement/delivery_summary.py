"""The figures of a measurement that a reader asks for first."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from beatwise.delivery.delivered_visit import Grade
from beatwise.delivery.measurement.hours_target import HoursTarget, cost_per_hour
from beatwise.delivery.measurement.invoice_check import CheckedInvoice
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.option_cost import OptionCost
from beatwise.delivery.measurement.regularity import regularity
from beatwise.planning.rota.absence import REASONS


@dataclass(frozen=True, slots=True)
class DayDelivery:
    """One day over all hot spots: minutes planned and delivered, and hot spots without data."""

    day: dt.date
    planned_minutes: float
    officer_minutes: float
    patrol_minutes: float
    unknown: int


@dataclass(frozen=True, slots=True)
class DeliverySummary:
    """What was asked and given, in hours and pounds.

    ``hours_by_month`` is (YYYY-MM, partner) → hours on patrol; ``cost`` pounds of the period, from
    ``option`` of the appraisal where there is one.
    """

    result: Measurement
    planned_hours: float
    regularity: float | None
    days: tuple[DayDelivery, ...]
    hours_by_month: Mapping[tuple[str, str], float]
    target: HoursTarget | None = None
    cost: float | None = None
    option: OptionCost | None = None
    invoices: tuple[CheckedInvoice, ...] = ()
    abstraction_hours: Mapping[str, float] = field(default_factory=dict)

    def hours_of(self, grade: Grade) -> float:
        """Return hours in hot spots on evidence of a grade."""
        return sum(p.hot_spot_hours[grade] for p in self.result.fidelity.partners)

    @property
    def abstraction_rate(self) -> float | None:
        """Hours taken away as a share of the hours planned; None where none were planned."""
        hours = sum(self.abstraction_hours.values())
        return hours / self.planned_hours if self.planned_hours else None

    @property
    def cost_per_patrol_hour(self) -> float | None:
        """Pounds for each hour on patrol."""
        if self.cost is None:
            return None
        return cost_per_hour(self.cost, self.result.fidelity.patrol_hours)

    @property
    def cost_per_hot_spot_hour(self) -> float | None:
        """Pounds for each hour in a hot spot."""
        if self.cost is None:
            return None
        return cost_per_hour(self.cost, self.result.fidelity.hot_spot_hours)

    def shifts(self) -> dict[str, int]:
        """Return counts of shifts: planned, and of devices out: all, complete, unplanned."""
        spans = self.result.spans
        return {
            "planned": len(self.result.plan.plan.shifts),
            "devices_out": len(spans),
            "complete": sum(self.result.complete),
            "too_few_fixes": len(spans) - sum(self.result.complete),
            "outside_the_plan": sum(not span.shift for span in spans),
        }

    def visits(self) -> dict[str, int]:
        """Return counts of visits: planned on days with data, made, on time, full, no data."""
        spots = self.result.fidelity.spots
        return {
            "planned": sum(spot.planned for spot in spots),
            "planned_without_data": sum(spot.planned_unknown for spot in spots),
            "delivered": sum(spot.delivered for spot in spots),
            "on_time": sum(spot.achieved for spot in spots),
            "full": sum(spot.full for spot in spots),
            "no_data": len(self.result.no_data),
            "check_ins_confirmed_by_tracker": self.result.confirmed,
            "check_ins_refused": sum(bool(one.reason) for one in self.result.check_ins),
        }

    def target_json(self) -> dict[str, object] | None:
        """Return the target, null without one."""
        if self.target is None:
            return None
        return {
            "target_hours": self.target.target,
            "hours": round(self.target.hours, 2),
            "share": round(self.target.share, 3),
            "year_share": round(self.target.year_share, 3),
            "year_begins": self.target.year_begins.isoformat(),
            "partner_share": _share(self.target.partner_share),
        }

    def cost_json(self) -> dict[str, object] | None:
        """Return the cost, null where none was stated."""
        if self.cost is None:
            return None
        return {
            "pounds": self.cost,
            "per_patrol_hour": _pence(self.cost_per_patrol_hour),
            "per_hot_spot_hour": _pence(self.cost_per_hot_spot_hour),
            "option": None if self.option is None else self.option.name,
            "appraised_per_hour": None if self.option is None else list(self.option.per_hour),
        }

    def abstraction_json(self) -> dict[str, object]:
        """Return hours taken away by reason code, and their share of the hours planned."""
        rate = self.abstraction_rate
        return {
            "hours": {code: round(hours, 2) for code, hours in self.abstraction_hours.items()},
            "rate": None if rate is None else round(rate, 4),
        }

    def days_json(self) -> list[dict[str, object]]:
        """Return planned and delivered minutes by day."""
        return [
            {
                "day": one.day.isoformat(),
                "planned_minutes": round(one.planned_minutes, 2),
                "officer_minutes": round(one.officer_minutes, 2),
                "patrol_minutes": round(one.patrol_minutes, 2),
                "hot_spots_without_data": one.unknown,
            }
            for one in self.days
        ]


def summary(
    result: Measurement,
    *,
    target: HoursTarget | None = None,
    cost: float | None = None,
    option: OptionCost | None = None,
    invoices: tuple[CheckedInvoice, ...] = (),
) -> DeliverySummary:
    """Return the summary of a measurement."""
    fidelity = result.fidelity
    shifts = [s for s in result.plan.plan.shifts if fidelity.first <= s.day <= fidelity.last]
    hours = Counter[str]()
    for one in fidelity.abstractions:
        hours[one.reason] += one.hours  # type: ignore[assignment]
    return DeliverySummary(
        result,
        sum(shift.hours for shift in shifts),
        regularity(result.visits),
        tuple(_days(result)),
        result.hours_by_month,
        target,
        cost,
        option,
        invoices,
        {code: float(hours[code]) for code in REASONS if hours[code]},
    )


def _days(result: Measurement) -> Sequence[DayDelivery]:
    table, planned = result.days, defaultdict[dt.date, float](float)
    for shift in result.plan.plan.shifts:
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    minutes = (stop.ends - stop.begins).total_seconds() / 60
                    planned[stop.begins.date()] += minutes * shift.people
    officer = np.nansum(table.officer_minutes, axis=0)
    patrol, unknown = table.checked.patrol_minutes.sum(axis=0), table.unknown.sum(axis=0)
    days = [table.days.first + dt.timedelta(days=at) for at in range(table.days.count)]
    return [
        DayDelivery(day, planned[day], float(officer[at]), float(patrol[at]), int(unknown[at]))
        for at, day in enumerate(days)
    ]


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _pence(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
