"""The quick plan of a shift, that takes the best next visit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.planning.worlds import four_corners

from beatwise.planning.shifts.greedy import plan_greedily, timetable, walking
from beatwise.planning.shifts.problem import Stop


def test_greedy_leaves_out_what_does_not_pay() -> None:
    """A visit worth less than the walk to it is left out and listed."""
    plan = plan_greedily(four_corners(prize=10))
    assert plan.value == 0
    assert set(plan.left_out) == {"c1", "c2", "c3"}


def test_a_timetable_is_as_early_as_can_be() -> None:
    """A walk of 60 seconds, a visit of 300, a walk of 60 to the next corner, and so on."""
    problem = four_corners()
    stops = timetable(problem, 0, list(problem.calls))
    assert stops == [Stop("c1", 60, 360), Stop("c2", 420, 720), Stop("c3", 780, 1080)]
    assert walking(problem, 0, list(problem.calls)) == 240
    assert timetable(problem, 0, []) == []


@pytest.mark.parametrize(("off", "fits"), [(420, True), (419, False)])
def test_a_walker_is_home_in_time(off: int, fits: bool) -> None:
    """Sixty there, 300 at the corner and sixty back are 420 seconds, to the second."""
    problem = replace(four_corners(off=1800), off=(off, off))
    assert (timetable(problem, 0, [problem.calls[0]]) is not None) is fits


def test_a_stop_waits_for_its_window_and_is_not_made_after_it() -> None:
    """Early at a stop one waits; a second too late the route cannot be walked."""
    problem = four_corners()
    call = replace(problem.calls[0], earliest=100, latest=100)
    assert timetable(problem, 0, [call]) == [Stop("c1", 100, 400)]
    assert timetable(problem, 0, [replace(call, earliest=0, latest=59)]) is None
    assert timetable(problem, 0, [replace(call, earliest=0, latest=60)]) is not None


def test_a_required_stop_is_made_though_it_is_worth_nothing() -> None:
    """Required stops come first, by the walker they are tied to."""
    problem = four_corners(prize=10)
    tied = replace(problem.calls[1], prize=0, required=True, walker=1)
    plan = plan_greedily(replace(problem, calls=(problem.calls[0], tied)))
    assert [[stop.call for stop in route] for route in plan.routes][1][0] == "c2"
    assert "c2" not in plan.left_out
