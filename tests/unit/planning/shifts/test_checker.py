"""The plain checker finds what is wrong, and only that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.planning.worlds import four_corners

from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.problem import Call, ShiftPlan, ShiftProblem, Stop


def by_hand() -> ShiftPlan:
    """Walker one goes round two corners, walker two to the third."""
    return ShiftPlan(
        routes=(
            (Stop("c1", 60, 360), Stop("c2", 420, 720)),
            (Stop("c3", 60, 360),),
        ),
        left_out=(),
        value=3000 - (60 + 60 + 85) - (60 + 60),
        walked=325,
        method="by hand",
        seed=0,
    )


def test_two_walkers_on_four_corners_pass() -> None:
    """A plan made by hand on four corners has no fault."""
    assert faults(four_corners(), by_hand()) == []


def broken(**change: object) -> ShiftPlan:
    return replace(by_hand(), **change)


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (broken(value=1), "the value is stated as 1"),
        (broken(routes=by_hand().routes[:1]), "1 routes were planned for 2 walkers"),
        (broken(routes=((Stop("c1", 60, 360), Stop("c2", 400, 700)), (Stop("c3", 60, 360),))),
         "cannot reach c2"),
        (broken(routes=((Stop("c1", 60, 300), Stop("c2", 420, 720)), (Stop("c3", 60, 360),))),
         "c1 lasts 240 s"),
        (broken(routes=((Stop("c1", 60, 360),), (Stop("c1", 60, 360), Stop("c3", 445, 745)))),
         "c1 is visited 2 times"),
        (broken(routes=((Stop("c9", 60, 360),), ())), "c9 is not one of the stops"),
        (broken(routes=((Stop("c1", 1700, 2000),), ())), "is not back"),
        (broken(routes=((Stop("c1", 60, 360),), ()), left_out=("c2",)), "c3 is neither visited"),
    ],
)  # fmt: skip
def test_every_fault_is_named(plan: ShiftPlan, words: str) -> None:
    """Each way of breaking a plan is found and said in words."""
    assert any(words in fault for fault in faults(four_corners(), plan))


def test_a_required_stop_and_a_walker_of_its_own_are_kept() -> None:
    """A break left out, or made by the wrong walker, is a fault."""
    problem = replace(
        four_corners(), calls=(Call("break-1", "break", 0, 0, 900, 600, required=True, walker=0),)
    )
    empty = ShiftPlan(((), ()), ("break-1",), 0, 0, "none", 0)
    assert "break-1 is required and left out" in faults(problem, empty)
    wrong = ShiftPlan(((), (Stop("break-1", 0, 600),)), (), 0, 0, "none", 0)
    assert any("belongs to walker 0" in fault for fault in faults(problem, wrong))


def test_a_stop_nobody_asked_for_hides_no_fault_behind_it() -> None:
    """Whatever comes after it in the route is checked as if it were not there."""
    late = (Stop("c9", 0, 0), Stop("c1", 60, 360), Stop("c2", 400, 700))
    found = faults(four_corners(), broken(routes=(late, (Stop("c3", 60, 360),))))
    assert found == [
        "walker 0: stop c9 is not one of the stops",
        "walker 0: cannot reach c2 by 400 s",
    ]


def test_a_place_that_nobody_can_walk_to_is_a_fault() -> None:
    """No way there and none back: said in words, and no walk is counted in the value."""
    walk = four_corners().walk.copy()
    walk[0, 1] = walk[1, 0] = np.inf
    problem = replace(four_corners(), walk=walk, calls=four_corners().calls[:1])
    plan = ShiftPlan(((Stop("c1", 60, 360),), ()), (), 1000, 0, "by hand", 0)
    assert faults(problem, plan) == [
        "walker 0: cannot reach c1 by 60 s",
        "walker 0: is not back by 1800 s",
    ]


def with_gap(*calls: Call) -> ShiftProblem:
    """Return four corners with these stops and a gap of ten minutes."""
    return replace(four_corners(), calls=calls, gap=600)


def test_a_break_at_a_place_is_no_visit_to_it() -> None:
    """A break right after a visit at the same corner leaves the gap alone."""
    calls = (
        Call("c1", "visit", 1, 0, 1800, 300, 0),
        Call("break", "break", 1, 0, 1800, 300),
    )
    plan = ShiftPlan(
        ((Stop("c1", 60, 360), Stop("break", 360, 660)), ()), (), -120, 120, "by hand", 0
    )
    assert faults(with_gap(*calls), plan) == []


def test_two_at_one_place_at_one_time_are_within_the_gap() -> None:
    """Both walkers at one corner from minute one to six: each visit is too soon for the other."""
    calls = (Call("a", "visit", 1, 0, 1800, 300, 0), Call("b", "visit", 1, 0, 1800, 300, 0))
    plan = ShiftPlan(((Stop("a", 60, 360),), (Stop("b", 60, 360),)), (), -240, 240, "by hand", 0)
    found = faults(with_gap(*calls), plan)
    assert {fault.split()[0] for fault in found} == {"a", "b"}
    assert all("at the same place; the gap is 10 minutes" in fault for fault in found)


@st.composite
def shift_problems(draw: st.DrawFn) -> ShiftProblem:
    places = draw(st.integers(2, 6))
    at = draw(
        st.lists(
            st.tuples(st.integers(0, 600), st.integers(0, 600)), min_size=places, max_size=places
        )
    )
    xy = np.array(at, float)
    walk = np.ceil(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)))
    walkers = draw(st.integers(1, 3))
    off = draw(st.integers(600, 7200))
    calls = []
    for i in range(draw(st.integers(0, 8))):
        earliest = draw(st.integers(0, 3600))
        latest = earliest + draw(st.integers(0, 3600))
        calls.append(
            Call(f"v{i}", "visit", draw(st.integers(0, places - 1)), earliest, latest,
                 draw(st.integers(0, 900)), draw(st.integers(1, 5000)))
        )  # fmt: skip
    same = (0,) * walkers
    return ShiftProblem(walk, same, same, same, (off,) * walkers, tuple(calls))


@settings(max_examples=80, deadline=None)
@given(shift_problems())
def test_greedy_plans_always_pass(problem: ShiftProblem) -> None:
    """Whatever the shift, greedy insertion makes a plan in which the checker finds no fault."""
    assert faults(problem, plan_greedily(problem)) == []


@settings(max_examples=80, deadline=None)
@given(shift_problems(), st.data())
def test_a_shifted_stop_never_passes_unseen(problem: ShiftProblem, data: st.DataObject) -> None:
    """Moving one stop before it can be reached is always found."""
    plan = plan_greedily(problem)
    walkers = [w for w, route in enumerate(plan.routes) if route]
    if not walkers:
        return
    walker = data.draw(st.sampled_from(walkers))
    route = plan.routes[walker]
    stop = route[0]
    call = next(c for c in problem.calls if c.id == stop.call)
    soonest = max(problem.walk[0, call.location], call.earliest)
    early = Stop(stop.call, int(soonest) - 1, int(soonest) - 1 + call.service)
    routes = list(plan.routes)
    routes[walker] = (early, *route[1:])
    assert faults(problem, replace(plan, routes=tuple(routes)))
