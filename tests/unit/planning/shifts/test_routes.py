"""Routes: the best plan of tiny shifts, found by trying everything."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from tests.unit.planning.worlds import four_corners

from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import as_plan, timetable
from beatwise.planning.shifts.problem import Call, ShiftProblem
from beatwise.planning.shifts.routes import plan_shift


ENOUGH = 60.0  # seconds: small shifts end by their tries long before, on any machine


def best_value(problem: ShiftProblem) -> int:
    """Try every choice of walker and every order."""
    best = 0
    choices = range(-1, problem.walkers)
    for given in product(choices, repeat=len(problem.calls)):
        sets = [
            [c for c, g in zip(problem.calls, given, strict=True) if g == w]
            for w in range(problem.walkers)
        ]
        for orders in product(*(permutations(s) for s in sets)):
            routes = [list(order) for order in orders]
            if all(timetable(problem, w, r) is not None for w, r in enumerate(routes)):
                best = max(best, as_plan(problem, routes, "all", 0).value)
    return best


def test_two_walkers_on_four_corners() -> None:
    """Three corners worth 1,000 seconds each are all visited by the cheaper pair of routes."""
    plan = plan_shift(four_corners(), seconds=ENOUGH)
    assert faults(four_corners(), plan) == []
    assert plan.value == best_value(four_corners())
    # One walker may do all: 60 + 60 + 60 + 60 = 240 seconds round the square.
    assert plan.value == 3000 - 240


@pytest.mark.parametrize("seed", range(4))
def test_tiny_shifts_reach_the_optimum(seed: int) -> None:
    """On shifts of four visits and two walkers PyVRP finds what trying everything finds."""
    draw = np.random.default_rng(seed)
    xy = draw.uniform(0, 900, (5, 2))
    walk = np.round(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)))
    calls = tuple(
        Call(f"v{i}", "visit", i + 1, int(e), int(e) + 900, 600, int(draw.integers(200, 3000)))
        for i, e in enumerate(draw.integers(0, 1500, 4))
    )
    problem = ShiftProblem(walk, (0, 0), (0, 0), (0, 0), (3600, 3600), calls)
    assert plan_shift(problem, seconds=ENOUGH, seed=1).value == best_value(problem)


def test_the_break_is_taken_by_each() -> None:
    """Each walker has the break that is tied to him."""
    problem = four_corners(off=3600)
    breaks = tuple(
        Call(f"b{w}", "break", 0, 600, 1800, 900, required=True, walker=w) for w in (0, 1)
    )
    problem = replace(problem, calls=(*problem.calls, *breaks))
    plan = plan_shift(problem, seconds=ENOUGH)
    assert faults(problem, plan) == []
    for walker, route in enumerate(plan.routes):
        assert f"b{walker}" in [stop.call for stop in route]


def test_nowhere_to_go_is_an_empty_plan() -> None:
    """A shift without stops is planned, empty."""
    problem = replace(four_corners(), calls=())
    assert plan_shift(problem, seconds=ENOUGH).routes == ((), ())
