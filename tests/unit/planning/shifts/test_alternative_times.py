"""Start times moved away from other days', against every way of moving them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from beatwise.planning.shifts.alternative_times import STEP, near, retimed
from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.problem import Call, ShiftPlan, ShiftProblem, Stop
from beatwise.planning.shifts.vary_times import soon_again


def world(off: int = 1200) -> ShiftProblem:
    walk = np.array([[0.0, 60, 60], [60, 0, 60], [60, 60, 0]])
    calls = (Call("a#1", "visit", 1, 0, 400, 200, 10), Call("b#1", "visit", 2, 0, 800, 200, 10))
    return ShiftProblem(walk, (0,), (0,), (0,), (off,), calls)


def whole(problem: ShiftProblem, stops) -> ShiftPlan:
    return ShiftPlan((tuple(stops),), (), 20 - 180, 180, "", 1)


@pytest.mark.parametrize("seed", range(8))
def test_no_other_times_are_less_alike(seed: int) -> None:
    """Of all times on the grid that can be walked, none is near fewer starts of other days."""
    problem, draw = world(), np.random.default_rng(seed)
    others = {call.id: [int(x) for x in draw.integers(0, 800, 4)] for call in problem.calls}
    found = retimed(problem, 0, problem.calls, others.__getitem__, draw, 100)
    assert found is not None
    stops, same = found
    assert faults(problem, whole(problem, stops)) == []
    least = min(
        near(a, others["a#1"], 100) + near(b, others["b#1"], 100)
        for a, b in product(range(60, 401, STEP), range(60, 801, STEP))
        if a + 260 <= b <= 1200 - 260
    )
    assert same == least == sum(near(s.begins, others[s.call], 100) for s in stops)


def test_a_route_without_a_minute_to_spare_stands() -> None:
    """Where the walk fills the shift there is nothing to move, and the answer is None."""
    problem = world(off=570)
    assert (
        retimed(problem, 0, problem.calls, lambda call: [], np.random.default_rng(1), 100) is None
    )


def test_coming_straight_back_is_seen() -> None:
    """Back within five minutes counts; after twenty, or after a break, it does not."""
    soon = (Stop("a#1", 0, 900), Stop("a#2", 1200, 2100), Stop("a#3", 3300, 4200))
    assert soon_again(soon) == 1
    assert (
        soon_again((Stop("a#1", 0, 900), Stop("break-1", 900, 1000), Stop("a#2", 1000, 1900))) == 0
    )
