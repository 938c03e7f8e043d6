"""Delivery: what counts as walked, on which evidence, and what is said where nobody knows."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.delivery.delivery_world import (
    FIRST,
    HERE,
    THERE,
    at,
    joined,
    measured,
    ms,
    walked,
)

from beatwise.delivery.evidence.check_ins import CheckIn, PhoneFix
from beatwise.delivery.evidence.hours_returns import HoursReturn


TEN_TO_QUARTER_PAST = (at(10), at(10, 15), HERE)


def _check_in(minutes: int = 15, place: tuple[float, float] = HERE, device: str = "p1") -> CheckIn:
    fix = PhoneFix(*place, 10.0)
    return CheckIn("here", device, ms(at(10)), ms(at(10, minutes)), fix, fix)


def test_a_tracked_shift_gives_the_minutes_that_were_spent_there() -> None:
    """A quarter of an hour at 30-second positions is 15 minutes and half a gap at each end."""
    result = measured(walked([TEN_TO_QUARTER_PAST], at(9), at(17)))
    assert [(v.spot, v.grade) for v in result.visits] == [("here", "A")]
    assert result.visits[0].minutes == pytest.approx(15.5)
    assert result.days.officer_minutes.tolist() == [[pytest.approx(15.5)], [0.0]]
    assert result.gps_share == 1


def test_a_shift_with_too_few_positions_is_no_data_and_never_zero() -> None:
    """A phone that dies after three of eight hours: its visit is listed and counts for nothing."""
    result = measured(walked([TEN_TO_QUARTER_PAST], at(9), at(12)))
    assert result.visits == ()
    assert [v.spot for v in result.no_data] == ["here"]
    assert np.isnan(result.days.officer_minutes).all()
    spots = result.fidelity.spots
    assert [(s.planned, s.planned_unknown, s.days_unknown) for s in spots] == [(0, 1, 1)] * 2


def test_a_planned_day_without_any_evidence_is_no_data_and_a_day_without_a_plan_is_none() -> None:
    """Planned on the 5th and 7th, a tracker on the 7th alone: the 6th had no patrol."""
    result = measured(walked((), at(9, day=7), at(17, day=7)), days=(5, 7))
    here = result.days.officer_minutes[0]
    assert np.isnan(here[0])
    assert here[1:].tolist() == [0, 0]


def test_a_check_in_stands_where_the_tracker_failed() -> None:
    """Grade B minutes are counted, labelled, and the day is not unknown."""
    result = measured(walked((), at(9), at(10)), check_ins=[_check_in()])
    assert [(v.grade, v.minutes) for v in result.visits] == [("B", 15)]
    assert result.days.officer_minutes[0, 0] == 15


def test_minutes_are_counted_once_however_often_they_are_reported() -> None:
    """A tracker, a check-in of the same device and a return tell of one visit."""
    result = measured(
        walked([TEN_TO_QUARTER_PAST], at(9), at(17)),
        check_ins=[_check_in(device="t0")],
        returns=[HoursReturn(FIRST, "force", 0.25, spot="here")],
    )
    assert [v.grade for v in result.visits] == ["A"]
    assert result.confirmed == 1
    assert result.returns.set_aside == {"measured there that day by a device": 1}


@pytest.mark.parametrize(
    ("east", "grade", "reason"),
    [(0.0, "B", ""), (155.0, "B", ""), (165.0, None, "not at the hot spot")],
)
def test_a_check_in_counts_in_or_near_the_hot_spot(
    east: float, grade: str | None, reason: str
) -> None:
    """The outline is 100 m from the middle; 50 m and the fix's own 10 m beyond it are near."""
    place = (HERE[0] + east, HERE[1])
    one = measured(check_ins=[_check_in(place=place)]).check_ins[0]
    assert (one.visit.grade if one.visit else None, one.reason) == (grade, reason)


def test_a_check_in_without_a_position_is_only_somebodys_word() -> None:
    """It has grade C."""
    fix = PhoneFix()
    one = CheckIn("here", "p1", ms(at(10)), ms(at(10, 15)), fix, fix)
    assert [v.grade for v in measured(check_ins=[one]).visits] == ["C"]


def test_returned_hours_are_minutes_without_times() -> None:
    """They make no visit that could be on time, and no hour of the day."""
    result = measured(returns=[HoursReturn(FIRST, "rangers", 2.0, spot="there")])
    there = result.fidelity.spots[1]
    assert there.officer_minutes["C"] == 120
    assert (there.delivered, there.achieved, there.planned, there.planned_unknown) == (0, 0, 0, 1)
    assert sum(result.fidelity.by_hour[1]) == 0
    assert result.fidelity.patrol_hours == 2


def test_a_pair_doubles_officer_minutes_and_not_patrol_minutes() -> None:
    """Two people with one device each are there for a quarter of an hour together."""
    both = joined([walked([TEN_TO_QUARTER_PAST], at(9), at(17), device=n) for n in (0, 1)])
    result = measured(both, partners=("force", "council"))
    assert result.days.checked.patrol_minutes[0, 0] == pytest.approx(15.5)
    assert result.days.officer_minutes[0, 0] == pytest.approx(31)
    assert [p.patrol_hours for p in result.fidelity.partners] == [8, 8]


def test_minutes_by_visit_and_by_day_are_the_same_minutes() -> None:
    """Visits, hot-spot-days and partners add up to one number."""
    pings = joined(
        [
            walked([TEN_TO_QUARTER_PAST, (at(12), at(12, 20), THERE)], at(9), at(17)),
            walked([(at(11), at(11, 9), THERE)], at(9), at(11, 30), device=1),
        ]
    )
    result = measured(pings, partners=("force", "council"), check_ins=[_check_in(device="p9")])
    total = sum(v.officer_minutes for v in result.visits)
    assert np.nansum(result.days.officer_minutes) == pytest.approx(total)
    assert result.fidelity.hot_spot_hours * 60 == pytest.approx(total)
    assert len(result.no_data) == 1


def test_a_distance_filter_without_a_heartbeat_is_recognised() -> None:
    """Positions only after 25 m, and silence in between, are not a reliable measurement."""
    pings = walked((), at(9), at(17), every_s=10)
    moving = (np.arange(len(pings)) // 60) % 4 == 0  # ten minutes of walking, half an hour still
    sparse = pings.of(moving & (np.arange(len(pings)) % 2 == 0))
    east = sparse.easting + 25.0 * (np.arange(len(sparse)) % 20)
    filtered = type(sparse)(sparse.device, sparse.time, east, sparse.northing, sparse.accuracy)
    assert measured(filtered).unreliable == 0  # each silence ends far away: a journey, or no signal
    near = sparse.easting + 25.0 * np.abs((np.arange(len(sparse)) % 8) - 4)
    still = type(sparse)(sparse.device, sparse.time, near, sparse.northing, sparse.accuracy)
    assert measured(still).unreliable == 1
    assert measured(pings).unreliable == 0


def test_the_days_measured_are_the_plans_own() -> None:
    """Positions of the day before and after are left out and counted."""
    pings = walked((), at(9), at(9, day=6))
    result = measured(pings)
    assert result.left_out["outside the period"] == int((pings.time >= ms(at(0, day=6))).sum())
    assert result.fidelity.first == result.fidelity.last == dt.date(2026, 3, 5)
