"""The tables of the fidelity report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields

from beatwise.clock import day_words
from beatwise.delivery.delivered_visit import GRADES
from beatwise.delivery.fidelity import HotSpotDelivery
from beatwise.delivery.measurement.delivery_summary import DeliverySummary
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.threshold_visits import VisitsAt
from beatwise.delivery.visit_rule import VisitRule
from beatwise.planning.rota.absence import REASONS
from beatwise.publication.formats.document import Cell, Column, Table


THRESHOLDS = {
    "bridge_s": "Longest silence that still counts as presence, with both ends inside, seconds",
    "nominal_s": "Longest time between two positions of a device that works, seconds",
    "merge_s": "Longest absence inside one visit, seconds",
    "least_min": "A stay is a visit from, minutes",
    "full_min": "A visit is a full dose from, minutes",
    "most_min": "A visit is credited up to, minutes",
    "foot_m_s": "A visit is on foot below, metres a second",
    "accuracy_m": "Positions less accurate than this are left out, metres",
    "frozen_s": "A position repeated to the last digit for longer has frozen, seconds",
    "impossible_m_s": "A position that needs more speed than this is left out, metres a second",
    "least_complete": "GPS completeness of a shift below which its minutes are no data",
    "near_m": "A check-in is at the place up to this far outside the outline, metres",
    "longest_min": "A check-in longer than this was never checked out, minutes",
}


def hot_spots(result: Measurement, numbers: dict[str, int]) -> Table:
    """Return planned against delivered by hot spot."""
    names = {spot.id: spot.name for spot in result.plan.plan.spots}
    columns = (
        Column("No.", number=True),
        Column("Hot spot"),
        Column("Visits planned", number=True),
        Column("on time", number=True),
        Column("made", number=True),
        Column("full dose", number=True),
        Column("Minutes planned", number=True),
        Column("delivered", number=True),
        Column("A", number=True),
        Column("B", number=True),
        Column("C", number=True),
        Column("Days visited", number=True),
        Column("Days without data", number=True),
    )
    rows = tuple(
        (
            numbers[spot.spot],
            names[spot.spot],
            spot.planned,
            spot.achieved,
            spot.delivered,
            spot.full,
            spot.planned_minutes,
            sum(spot.officer_minutes.values()),
            *(spot.officer_minutes[grade] for grade in GRADES),
            spot.days,
            spot.days_unknown,
        )
        for spot in result.fidelity.spots
    )
    note = (
        "Officer-minutes by grade of evidence: "
        + "; ".join(f"{grade}, {words}" for grade, words in GRADES.items())
        + ". Visits planned on days without data are not counted as missed. A visit is on time "
        "when it overlaps the planned one widened by 15 minutes at both ends."
    )
    return Table("hot-spots", "Planned and delivered by hot spot", columns, rows, note)


def presence(result: Measurement, numbers: dict[str, int]) -> Table:
    """Return gaps, runs without a visit and consistency by hot spot."""
    names = {spot.id: spot.name for spot in result.plan.plan.spots}
    columns = (
        Column("No.", number=True),
        Column("Hot spot"),
        Column("Most days in a row without a visit", number=True),
        Column("Usual minutes between visits", number=True),
        Column("Gaps up to two hours, %", number=True),
        Column("Visits by the three usual devices, %", number=True),
    )
    rows = tuple(
        (numbers[s.spot], names[s.spot], s.longest_without, *_shares(s))
        for s in result.fidelity.spots
    )
    note = "A day without data ends a run of days: nobody knows whether it was without a visit."
    return Table("presence", "Regular and consistent presence", columns, rows, note, empty="–")


def _shares(spot: HotSpotDelivery) -> tuple[Cell, Cell, Cell]:
    return spot.gap_minutes, _percent(spot.short_gaps), _percent(spot.usual_share)


def partners(result: Measurement) -> Table:
    """Return hours and shares by partner."""
    columns = (
        Column("Partner"),
        Column("Hours on patrol", number=True, decimals=1),
        Column("Share, %", number=True),
        Column("Hours in hot spots", number=True, decimals=1),
        Column("A", number=True, decimals=1),
        Column("B", number=True, decimals=1),
        Column("C", number=True, decimals=1),
    )
    rows = tuple(
        (
            p.partner,
            p.patrol_hours,
            _percent(result.fidelity.share_of(p.partner)),
            sum(p.hot_spot_hours.values()),
            *(p.hot_spot_hours[grade] for grade in GRADES),
        )
        for p in result.fidelity.partners
    )
    note = (
        "Hours on patrol are person-hours: of trackers the whole shift; of phones without a "
        "tracker from first check-in to last check-out; of returns the hours returned."
    )
    return Table("partners", "Hours by partner and grade of evidence", columns, rows, note)


def by_day(summary: DeliverySummary) -> Table:
    """Return planned and delivered minutes by day."""
    columns = (
        Column("Day"),
        Column("Minutes planned", number=True),
        Column("Officer-minutes", number=True),
        Column("Patrol-minutes", number=True),
        Column("Hot spots without data", number=True),
    )
    rows = tuple(
        (
            f"{d.day:%a} {day_words(d.day)}",
            d.planned_minutes,
            d.officer_minutes,
            d.patrol_minutes,
            d.unknown,
        )
        for d in summary.days
    )
    note = "Patrol-minutes have at least one person there; hours returned without times have none."
    return Table("days", "Planned and delivered by day", columns, rows, note)


def by_hour(result: Measurement) -> Table:
    """Return planned and delivered officer-minutes by hour of the day."""
    planned, delivered = result.fidelity.by_hour
    columns = (
        Column("Hour of the day"),
        Column("Minutes planned", number=True),
        Column("Minutes delivered", number=True),
    )
    rows = tuple(
        (f"{hour:02d}:00", planned[hour], delivered[hour])
        for hour in range(24)
        if planned[hour] or delivered[hour]
    )
    note = "By the London hour in which the visit starts; returns without times are not here."
    return Table("hours", "Planned and delivered by hour", columns, rows, note)


def abstractions(summary: DeliverySummary) -> Table:
    """Return hours taken away by reason."""
    columns = (
        Column("Reason"),
        Column("Hours", number=True, decimals=1),
        Column("Share of hours planned, %", number=True, decimals=1),
    )
    planned = summary.planned_hours
    rows = tuple(
        (REASONS[code].capitalize(), hours, 100 * hours / planned if planned else None)
        for code, hours in summary.abstraction_hours.items()
    )
    return Table("abstractions", "Hours taken away from patrol", columns, rows)


def thresholds(rule: VisitRule) -> Table:
    """Return every threshold with the value used, and the usual one where it differs."""
    columns = (
        Column("Rule"), Column("Name"), Column("Value", number=True, as_given=True),
        Column("Usual", number=True, as_given=True),
    )  # fmt: skip
    usual = VisitRule()
    rows = tuple(
        (THRESHOLDS[part.name], part.name, getattr(rule, part.name), getattr(usual, part.name))
        for part in fields(VisitRule)
    )
    return Table("rules", "Rules and thresholds of this measurement", columns, rows)


def sensitivity(results: Sequence[VisitsAt], rule: VisitRule) -> Table:
    """Return visits and minutes by trackers at each value of each threshold."""
    columns = (
        Column("Threshold"),
        Column("Value", number=True, as_given=True),
        Column("Visits", number=True),
        Column("Officer-minutes", number=True),
        Column("In force"),
    )
    rows = tuple(
        (
            one.threshold,
            one.value,
            len(one.visits),
            one.officer_minutes,
            "yes" if getattr(rule, one.threshold) == one.value else "",
        )
        for one in results
    )
    return Table("sensitivity", "What a threshold does to the result", columns, rows)


def left_out(result: Measurement, set_aside: dict[str, int]) -> Table:
    """Return what was not used, with the reason."""
    refused: dict[str, int] = {}
    for one in result.check_ins:
        if one.reason:
            refused[one.reason] = refused.get(one.reason, 0) + 1
    rows = [
        *(("positions", reason, count) for reason, count in set_aside.items()),
        *(
            ("stays" if reason.startswith("stays") else "positions", reason, count)
            for reason, count in result.left_out.items()
            if count
        ),
        *(("check-ins", reason, count) for reason, count in refused.items()),
        *(("returns", reason, count) for reason, count in result.returns.set_aside.items()),
    ]
    if result.no_data:
        rows.append(("visits by tracker", "of shifts with too few positions", len(result.no_data)))
    columns = (Column("Of"), Column("Reason"), Column("Count", number=True))
    return Table("left-out", "What was left out, and why", columns, tuple(rows))


def _percent(share: float | None) -> float | None:
    return None if share is None or math.isnan(share) else 100 * share
