"""Delivered visits and hot-spot-days as CSV: what an evaluation reads as dose."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence

from beatwise.cell_text.csv_text import csv_text
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.evidence.check_ins import CheckInVisit
from beatwise.delivery.evidence.patrol_device import device_code
from beatwise.delivery.measurement.spot_days import STATUS, SpotDays
from beatwise.delivery.measurement.threshold_visits import VisitsAt
from beatwise.delivery.visit_rule import VisitRule


VISIT_COLUMNS = (
    "hot_spot", "start", "end", "minutes", "patrol_minutes", "people", "grade", "bridged_minutes",
    "full", "partner", "device",
)  # fmt: skip
DAY_COLUMNS = (
    "hot_spot", "day", "patrol_minutes", "officer_minutes", "tracked_minutes", "checked_minutes",
    "returned_minutes", "bridged_minutes", "credited_minutes", "visits", "full_visits", "passings",
    "completeness", "incomplete_shifts", "status",
)  # fmt: skip


def visits_csv(visits: Iterable[DeliveredVisit], plan: str, rule: VisitRule) -> bytes:
    """Return visits, one a row; ``minutes`` are officer-minutes, which ``evaluate`` adds up.

    ``patrol_minutes`` are those of the visit itself. Devices stand by a code of this plan.
    """
    rows = [_visit(visit, plan, rule) for visit in visits]
    return csv_text([VISIT_COLUMNS, *rows]).encode()


def sensitivity_csv(results: Sequence[VisitsAt], plan: str, rule: VisitRule) -> bytes:
    """Return the visits by trackers at each value of each threshold."""
    rows = [
        (one.threshold, f"{one.value:g}", *_visit(visit, plan, rule))
        for one in results
        for visit in one.visits
    ]
    return csv_text([("threshold", "value", *VISIT_COLUMNS), *rows]).encode()


def dosage_csv(days: SpotDays) -> bytes:
    """Return minutes by hot spot and day; what is not known is empty, never 0."""
    rows = [
        _day(days, spot, day) for spot in range(len(days.spots)) for day in range(days.days.count)
    ]
    return csv_text([DAY_COLUMNS, *rows]).encode()


def check_ins_csv(check_ins: Iterable[CheckInVisit], plan: str) -> bytes:
    """Return each check-in with where it was made and what became of it."""
    header = ("hot_spot", "device", "row", "arrival", "leaving", "grade", "reason")
    rows = [
        (
            one.check_in.spot,
            device_code(plan, one.check_in.device),
            one.check_in.place,
            one.arrival,
            one.leaving,
            one.visit.grade if one.visit else "",
            one.reason,
        )
        for one in check_ins
    ]
    return csv_text([header, *rows]).encode()


def _visit(visit: DeliveredVisit, plan: str, rule: VisitRule) -> tuple[str, ...]:
    full = ("yes" if visit.minutes >= rule.full_min else "no") if visit.has_times else ""
    return (
        visit.spot,
        _time(visit.begins),
        _time(visit.ends) if visit.has_times else "",
        f"{visit.officer_minutes:.2f}",
        f"{visit.minutes:.2f}" if visit.has_times else "",
        str(visit.people) if visit.has_times else "",
        visit.grade,
        f"{visit.bridged_minutes * visit.people:.2f}",
        full,
        visit.partner,
        device_code(plan, visit.device) if visit.device else "",
    )


def _time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(days: SpotDays, spot: int, day: int) -> tuple[str, ...]:
    at = (spot, day)
    no_data, unknown = bool(days.no_data[at]), bool(days.unknown[at])
    by_device = unknown or (no_data and not days.checked_minutes[at])
    share = float(days.completeness[at])
    return (
        days.spots[spot],
        (days.days.first + dt.timedelta(days=day)).isoformat(),
        _number(days.checked.patrol_minutes[at], by_device),
        _number(days.officer_minutes[at], unknown),
        _number(days.tracked.officer_minutes[at], no_data),
        _number(days.checked_minutes[at], False),
        _number(days.returned_minutes[at], False),
        _number(days.tracked.bridged_minutes[at], no_data),
        _number(days.checked.credited_minutes[at], by_device),
        "" if by_device else str(int(days.checked.visits[at])),
        "" if by_device else str(int(days.checked.full_visits[at])),
        "" if no_data else str(int(days.tracked.passings[at])),
        "" if math.isnan(share) else f"{share:.3f}",
        str(int(days.incomplete[at])),
        STATUS[int(days.status[at])],
    )


def _number(value: float, missing: bool) -> str:
    return "" if missing or math.isnan(value) else f"{value:.2f}"
