"""The gap between visits: first starts, windows that keep it, and windows to move in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.problem import Call, Presence, ShiftProblem
from beatwise.planning.shifts.revisit_gap import first_start, held_apart, windows_apart


@pytest.mark.parametrize(
    ("begins", "starts"), [(0, 0), (40, 40), (41, 170), (100, 170), (170, 170), (900, 900)]
)
def test_the_first_start_keeps_the_gap_on_both_sides(begins: int, starts: int) -> None:
    """Somebody is there from 100 to 120; a visit of 10 keeps 50 before and after."""
    assert first_start(begins, 10, 50, [(100, 120)]) == starts


def shift(*elsewhere: Presence, gap: int = 1800) -> ShiftProblem:
    """One place, offered once an hour for four hours, five minutes a visit, a minute away."""
    calls = tuple(
        Call(f"a#{n}", "visit", 1, 3600 * n, 3600 * n + 3300, 300, 4000) for n in range(4)
    )
    walk = np.array([[0.0, 60.0], [60.0, 0.0]])
    return ShiftProblem(walk, (0,), (0,), (0,), (14_400,), calls, gap, elsewhere)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_planned_in_narrow_windows_keeps_the_gap(seed: int) -> None:
    """The latest start in one window and the earliest in the next lie the gap apart."""
    calls = windows_apart(shift(), seed)
    assert len(calls) == 4
    for before, after in pairwise(calls):
        assert before.latest + before.service + 1800 <= after.earliest


def test_a_visit_with_no_time_left_is_not_offered() -> None:
    """Another shift is there in the middle of the second hour, and an hour's gap is wanted."""
    problem = shift(Presence(1, 5000, 5300), gap=3600)
    assert [call.id for call in windows_apart(problem, 1)] == ["a#0", "a#2", "a#3"]


def test_a_planned_visit_moves_until_the_next_one() -> None:
    """A visit may be later as long as the gap to the next visit there, as planned, is kept."""
    problem = shift()
    plan = plan_greedily(problem)
    calls = held_apart(problem, plan)
    stops = plan.routes[0]
    assert calls["a#0"].latest == min(3300, stops[1].begins - 1800 - 300)
    latest = tuple(replace(s, begins=calls[s.call].earliest,
                           ends=calls[s.call].earliest + 300) for s in stops)  # fmt: skip
    assert not [f for f in faults(problem, replace(plan, routes=(latest,))) if "gap" in f]
