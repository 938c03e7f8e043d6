"""What was delivered beside what was planned."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.delivery.test_planned_visits import at, plan

from beatwise.delivery.delivered_visit import DeliveredVisit, Grade
from beatwise.delivery.fidelity import Abstraction, Fidelity, HotSpotDelivery, fidelity
from beatwise.delivery.planned_visits import PlannedVisit
from beatwise.delivery.visit_rule import VisitRule


def _visit(
    begins: dt.datetime,
    minutes: float = 12,
    *,
    grade: Grade = "A",
    partner: str = "force",
    device: str = "p1",
    people: int = 1,
) -> DeliveredVisit:
    end = begins + dt.timedelta(minutes=minutes)
    return DeliveredVisit("a", partner, device, begins, end, minutes, grade, people)


def _fidelity(
    planned: list[PlannedVisit], delivered: list[DeliveredVisit], incomplete: str = ""
) -> Fidelity:
    return fidelity(
        planned,
        delivered,
        {"force": 8.0, "council": 4.0},
        first=dt.date(2026, 3, 2),
        last=dt.date(2026, 3, 8),
        spots=["a"],
        rule=VisitRule(),
        incomplete=frozenset(incomplete),
        abstractions=[Abstraction(dt.date(2026, 3, 4), 3.0, "custody")],
    )


def _spot(planned: list[PlannedVisit], delivered: list[DeliveredVisit]) -> HotSpotDelivery:
    return _fidelity(planned, delivered).spots[0]


def test_a_week_that_can_be_counted_by_hand() -> None:
    """Three visits planned on two days; one on time, one short, one in a place of its own time."""
    spot = _spot(
        [plan(at(10, day=3)), plan(at(14, day=3)), plan(at(10, day=5))],
        [_visit(at(10, 5, day=3)), _visit(at(16, day=3), 5), _visit(at(10, day=7))],
    )
    assert (spot.planned, spot.delivered, spot.achieved, spot.full) == (3, 3, 1, 2)
    assert (spot.days_planned, spot.days, spot.longest_without) == (2, 2, 3)
    assert spot.officer_minutes == {"A": 29, "B": 0, "C": 0}
    assert spot.planned_minutes == 45


def test_gaps_are_between_visits_of_one_day() -> None:
    """10:12 to 11:00 and 11:12 to 15:00 on one day; the night is no gap."""
    spot = _spot([], [_visit(at(10)), _visit(at(11)), _visit(at(15)), _visit(at(9, day=6))])
    assert spot.gap_minutes == pytest.approx((48 + 228) / 2)
    assert spot.short_gaps == 0.5


def test_grades_stay_apart_and_a_pair_counts_twice() -> None:
    """Ten minutes of each grade, one of them by two people."""
    pair = _visit(at(9), 10, people=2)
    spot = _spot([], [pair, _visit(at(11), 10, grade="B"), _visit(at(13), 10, grade="C")])
    assert spot.officer_minutes == {"A": 20, "B": 10, "C": 10}


def test_too_few_pings_leave_minutes_by_pings_out_and_the_weaker_ones_in() -> None:
    """No data is not nothing done."""
    result = _fidelity([plan(at(9))], [_visit(at(9)), _visit(at(9), grade="C")], incomplete="a")
    assert result.spots[0].officer_minutes == {"A": 0, "B": 0, "C": 12}
    assert not result.spots[0].complete
    assert result.spots[0].achieved == 1


def test_usual_faces_are_the_three_that_came_most() -> None:
    """Five devices, ten visits: 4, 3, 1, 1, 1."""
    devices = "aaaabbbcde"
    visits = [_visit(at(8 + n), device=d) for n, d in enumerate(devices)]
    assert _spot([], visits).usual_share == 0.8


def test_hours_and_shares_of_partners() -> None:
    """Eight hours and four on patrol; a third is the council's."""
    result = _fidelity([], [_visit(at(9), 30), _visit(at(11), 60, partner="council", grade="C")])
    assert result.patrol_hours == 12
    assert result.hot_spot_hours == 1.5
    assert result.share_of("council") == pytest.approx(1 / 3)
    assert [p.hot_spot_hours["C"] for p in result.partners] == [1, 0]


def test_hours_of_the_day_overlap_where_plan_and_delivery_agree() -> None:
    """Planned at 10 and at 14 alike, delivered at 10 alone: half in common."""
    result = _fidelity([plan(at(10)), plan(at(14))], [_visit(at(10, 30))])
    assert result.overlap == 0.5
    assert result.by_hour[0][10] == result.by_hour[0][14] == 15
    assert _fidelity([plan(at(10))], []).overlap is None
