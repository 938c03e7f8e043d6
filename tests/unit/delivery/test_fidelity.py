"""What was delivered beside what was planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

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


def test_a_visit_of_ten_minutes_is_full() -> None:
    """Ten are enough, a little less is not."""
    assert _spot([], [_visit(at(9), 10), _visit(at(11), 9.9)]).full == 1


@pytest.mark.parametrize(("apart", "short"), [(120, 1.0), (121, 0.0)])
def test_two_hours_are_a_short_gap(apart: int, short: float) -> None:
    """From the end of a visit to the start of the next."""
    later = at(9) + dt.timedelta(minutes=12 + apart)
    spot = _spot([], [_visit(later), _visit(at(9))])
    assert (spot.gap_minutes, spot.short_gaps) == (apart, short)


def test_visits_that_overlap_or_touch_have_no_gap() -> None:
    """A second patrol comes before the first has left, and a third as it leaves."""
    spot = _spot([], [_visit(at(9), 30), _visit(at(9, 20), 10), _visit(at(9, 30), 10)])
    assert (spot.gap_minutes, spot.short_gaps) == (None, None)
    closer = _spot([], [_visit(at(9), 10), _visit(at(9, 10, day=5), 10), _visit(at(9, 21), 10)])
    assert closer.gap_minutes == 1


@pytest.mark.parametrize(
    ("days", "longest"),
    [((), 7), ((2,), 6), ((8,), 6), ((4, 5), 3), ((2, 3, 4, 5, 6, 7, 8), 0), ((2, 8), 5)],
)
def test_the_most_days_without_a_visit(days: tuple[int, ...], longest: int) -> None:
    """In the week from the 2nd to the 8th, both included."""
    assert _spot([], [_visit(at(9, day=day)) for day in days]).longest_without == longest


def test_another_hot_spot_has_its_own_line() -> None:
    """Two hot spots: what was planned and made in one is not in the other; nothing is nothing."""
    result = fidelity(
        [plan(at(9)), plan(at(9), "b")],
        [_visit(at(9))],
        {},
        first=dt.date(2026, 3, 5),
        last=dt.date(2026, 3, 5),
        spots=["b", "a"],
        rule=VisitRule(),
        incomplete=frozenset({"b"}),
    )
    b, a = result.spots
    assert (b.spot, b.planned, b.delivered, b.achieved, b.complete) == ("b", 1, 0, 0, False)
    assert (a.spot, a.planned, a.delivered, a.achieved, a.complete) == ("a", 1, 1, 1, True)
    assert (b.usual_share, b.gap_minutes, b.longest_without) == (None, None, 1)
    assert (a.usual_share, a.days, a.longest_without) == (1.0, 1, 0)
    assert (b.officer_minutes["A"], a.officer_minutes["A"]) == (0, 12)


def test_planned_minutes_are_of_everybody_who_walks() -> None:
    """A quarter of an hour of a pair is half an hour; so it is by the hour."""
    pair = replace(plan(at(10)), people=2)
    result = _fidelity([pair], [_visit(at(10), 10, people=2)])
    assert result.spots[0].planned_minutes == 30
    assert (result.by_hour[0][10], result.by_hour[1][10]) == (30, 20)
    assert sum(result.by_hour[0]) + sum(result.by_hour[1]) == 50
    assert [len(hours) for hours in result.by_hour] == [24, 24]


def test_a_partner_without_hours_on_patrol_is_named_with_nought() -> None:
    """Volunteers of whom no hours are known, beside those who have hours and no visit."""
    result = _fidelity([], [_visit(at(9), 30, partner="volunteers", grade="B")])
    assert [(p.partner, p.patrol_hours, p.hot_spot_hours["B"]) for p in result.partners] == [
        ("council", 4, 0), ("force", 8, 0), ("volunteers", 0, 0.5),
    ]  # fmt: skip
    assert result.share_of("volunteers") == 0
    assert result.share_of("force") == pytest.approx(2 / 3)


def test_without_hours_nobody_has_a_share() -> None:
    """No hours on patrol: no share, rather than nought."""
    assert replace(_fidelity([], []), partners=()).share_of("force") is None


def test_profiles_in_common_by_hand() -> None:
    """A third at 10 and two at 14 planned; half and half delivered: a third and a half."""
    planned = [plan(at(10)), plan(at(14), minutes=30)]
    result = _fidelity(planned, [_visit(at(10, 30)), _visit(at(14))])
    assert result.overlap == pytest.approx(1 / 3 + 1 / 2)
    assert _fidelity([], [_visit(at(9))]).overlap is None


def test_pings_too_few_in_one_place_leave_the_other_as_it_is() -> None:
    """Grade A counts wherever it is complete."""
    result = _fidelity([], [_visit(at(9)), _visit(at(11), grade="B")], incomplete="b")
    assert result.spots[0].officer_minutes == {"A": 12, "B": 12, "C": 0}
    assert result.spots[0].complete
    assert result.abstractions == (Abstraction(dt.date(2026, 3, 4), 3.0, "custody"),)


def test_days_of_which_nothing_is_known_are_counted_apart() -> None:
    """Planned on the 3rd, the 4th (unknown) and the 5th (hours alone), two hot spots; by hand."""
    planned = [plan(at(9, day=day), spot) for spot in "ab" for day in (3, 4, 5)]
    hours = DeliveredVisit("a", "force", "", at(0, day=5), at(0, day=5), 30, "C")
    result = fidelity(
        planned,
        [_visit(at(9, day=3)), hours],
        {"force": 8.0},
        first=dt.date(2026, 3, 3),
        last=dt.date(2026, 3, 6),
        spots=["a", "b"],
        rule=VisitRule(),
        unknown={"a": frozenset({dt.date(2026, 3, 4)})},
        untimed={"a": frozenset({dt.date(2026, 3, 5)})},
    )
    a, b = result.spots
    assert (a.planned, a.planned_unknown, a.days_unknown, a.planned_minutes) == (1, 2, 1, 30)
    assert (b.planned, b.planned_unknown, b.days_unknown, b.planned_minutes) == (3, 0, 0, 45)
    assert (a.delivered, a.achieved, a.days, a.longest_without) == (1, 1, 2, 1)
    assert (b.delivered, b.achieved, b.days, b.longest_without) == (0, 0, 0, 4)
    assert a.officer_minutes == {"A": 12, "B": 0, "C": 30}
    assert result.by_hour[1][9] == sum(result.by_hour[1]) == 12
    assert (a.usual_share, a.gap_minutes) == (1.0, None)
