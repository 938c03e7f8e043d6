"""Nearly right shifts: one rule broken by one second or one step, each noticed by both checkers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from tests.witness.plain_checkers import rules_of, shift_rules

from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.problem import Call, Presence, ShiftPlan, ShiftProblem, Stop
from beatwise.planning.shifts.routes import plan_shift


SEEDS = range(25)
WORDS = {  # how the first checker says each rule
    "walkers": "routes were planned",
    "unknown stop": "is not one of the stops",
    "walk": "cannot reach",
    "too early": "outside its window",
    "too late": "outside its window",
    "length": "lasts",
    "walker": "belongs to walker",
    "home": "is not back",
    "twice": "is visited 2 times",
    "required": "is required and left out",
    "not listed": "neither visited nor listed",
    "listed and made": "listed as left out and visited",
    "value": "the value is stated",
    "gap": "the gap is",
}


Case = tuple[ShiftProblem, ShiftPlan]


def tight(seed: int) -> tuple[ShiftProblem, ShiftPlan]:
    """Return a plan and the tightest shift that allows it: nothing in it has a second to spare.

    Two walkers visit places 1 to 3, walker 0 place 1 twice, exactly the gap apart; walker 1 comes
    to place 1 exactly the gap later, and another shift was there exactly the gap before.
    """
    draw = np.random.default_rng(seed)
    walk = draw.integers(30, 600, (5, 5)).astype(float)
    walk = np.maximum(walk, walk.T)
    np.fill_diagonal(walk, 0)
    service = int(draw.integers(300, 1200))
    calls: list[Call] = []
    routes = []
    gap = int(draw.integers(4000, 7000))
    on = int(draw.integers(0, 900))

    def stop(name: str, place: int, begins: int, walker: int | None = None, **more: object) -> Stop:
        kind = "break" if place == 0 else "visit"
        calls.append(
            Call(name, kind, place, begins, begins, service, int(draw.integers(1, 9000)),
                 walker=walker, **more)
        )  # fmt: skip
        return Stop(name, begins, begins + service)

    def then(last: Stop, a: int, b: int) -> int:
        return last.ends + int(walk[a, b])

    first = stop("a1", 1, on + int(walk[0, 1]))
    second = stop("b1", 2, then(first, 1, 2))
    rest = stop("break-1", 0, then(second, 2, 0), walker=0, required=True)
    again = stop("a2", 1, max(first.ends + gap, then(rest, 0, 1)))
    gap = again.begins - first.ends
    routes.append((first, second, rest, again))
    other = stop("c1", 3, on + int(walk[0, 3]))
    late = stop("a3", 1, again.ends + gap)
    routes.append((other, late))
    calls.append(Call("d1", "visit", 4, on, on + 9000, service, 5))
    walk[3, 1] = walk[1, 3] = late.begins - other.ends
    walked = sum(
        int(walk[a, b]) for a, b in ((0, 1), (1, 2), (2, 0), (0, 1), (1, 0), (0, 3), (3, 1), (1, 0))
    )
    # the walk to the second visit has slack unless it is the walk that decides: take it away
    walk[0, 4] = walk[4, 0] = 60
    home = int(walk[1, 0])
    problem = ShiftProblem(
        walk, (0, 0), (0, 0), (on, on), (again.ends + home, late.ends + home), tuple(calls),
        gap=gap, elsewhere=(Presence(1, first.begins - gap - 60, first.begins - gap),
                            Presence(1, late.ends + gap, late.ends + gap + 60)),
    )  # fmt: skip
    prizes = sum(c.prize for c in calls if c.id != "d1")
    return problem, ShiftPlan(tuple(routes), ("d1",), prizes - walked, walked, "by hand", seed)


def with_call(problem: ShiftProblem, name: str, **change: object) -> ShiftProblem:
    """Return the shift with one stop changed."""
    calls = tuple(replace(c, **change) if c.id == name else c for c in problem.calls)
    return replace(problem, calls=calls)


def with_stop(plan: ShiftPlan, name: str, begins: int = 0, ends: int = 0) -> ShiftPlan:
    """Return the plan with one stop's times moved by so many seconds."""
    routes = tuple(
        tuple(
            Stop(s.call, s.begins + begins, s.ends + ends) if s.call == name else s for s in route
        )
        for route in plan.routes
    )
    return replace(plan, routes=routes)


def _call(problem: ShiftProblem, name: str) -> Call:
    return next(c for c in problem.calls if c.id == name)


def _without(plan: ShiftPlan, problem: ShiftProblem, name: str, *, listed: bool) -> ShiftPlan:
    """Return the plan without a last stop of a route, its value put right."""
    routes = tuple(tuple(s for s in route if s.call != name) for route in plan.routes)
    left_out = (*plan.left_out, name) if listed else plan.left_out
    return _valued(problem, replace(plan, routes=routes, left_out=left_out))


def _valued(problem: ShiftProblem, plan: ShiftPlan) -> ShiftPlan:
    """Return the plan with the value that its stops and walks come to."""
    value = 0
    for walker, route in enumerate(plan.routes):
        at = problem.start[walker]
        for stop in route:
            call = _call(problem, stop.call)
            value += call.prize - round(float(problem.walk[at, call.location]))
            at = call.location
        value -= round(float(problem.walk[at, problem.end[walker]]))
    return replace(plan, value=value)


def _sooner(problem: ShiftProblem, plan: ShiftPlan) -> Case:
    """Return a shift whose last visit is reached a second sooner, and is made then."""
    walk = problem.walk.copy()
    walk[3, 1] -= 1
    nearer = replace(problem, walk=walk)
    return nearer, _valued(nearer, with_stop(plan, "a3", begins=-1, ends=-1))


def _again(problem: ShiftProblem, plan: ShiftPlan) -> Case:
    """Return a shift with time for a second walker to make the first one's visit once more."""
    longer = replace(problem, gap=0, off=(problem.off[0], 10**6))
    last = plan.routes[1][-1]
    more = Stop("a1", last.ends, last.ends + last.ends - last.begins)
    return longer, _valued(longer, replace(plan, routes=(plan.routes[0], (*plan.routes[1], more))))


NEARLY: dict[str, tuple[str, Callable[[ShiftProblem, ShiftPlan], Case]]] = {
    "a second before its window": (
        "too early",
        lambda q, p: (with_call(q, "c1", earliest=_call(q, "c1").earliest + 1,
                                latest=_call(q, "c1").latest + 1), p),
    ),
    "a second after its window": (
        "too late",
        lambda q, p: (with_call(q, "c1", earliest=0, latest=_call(q, "c1").latest - 1), p),
    ),
    "a second short": ("length", lambda q, p: (q, with_stop(p, "a2", ends=-1))),
    "a second long": (
        "length", lambda q, p: (replace(q, off=(q.off[0], q.off[1] + 1), elsewhere=q.elsewhere[:1]),
                                with_stop(p, "a3", ends=1)),
    ),
    "a second before it can be reached": (
        "walk",
        lambda q, p: (with_call(q, "c1", earliest=0), with_stop(p, "c1", begins=-1, ends=-1)),
    ),
    "on the way a second before the shift": (
        "walk", lambda q, p: (replace(q, on=(q.on[0], q.on[1] + 1)), p),
    ),
    "home a second late": ("home", lambda q, p: (replace(q, off=(q.off[0] - 1, q.off[1])), p)),
    "the second walker home a second late": (
        "home", lambda q, p: (replace(q, off=(q.off[0], q.off[1] - 1)), p),
    ),
    "back at a place a second within the gap": (
        "gap", lambda q, p: (replace(q, gap=q.gap + 1, elsewhere=()), p),
    ),
    "another walker a second within the gap": (
        "gap", lambda q, p: _sooner(with_call(q, "a3", earliest=0), p),
    ),
    "a second after another shift": (
        "gap",
        lambda q, p: (replace(q, elsewhere=(q.elsewhere[0]._replace(ends=q.elsewhere[0].ends + 1),
                                            q.elsewhere[1])), p),
    ),
    "a second before another shift": (
        "gap",
        lambda q, p: (
            replace(q, elsewhere=(q.elsewhere[0],
                                  q.elsewhere[1]._replace(begins=q.elsewhere[1].begins - 1))), p),
    ),
    "a break left out": ("required", lambda q, p: (q, _without(p, q, "break-1", listed=True))),
    "a stop forgotten": ("not listed", lambda q, p: (q, _without(p, q, "a3", listed=False))),
    "a stop left out and made": (
        "listed and made", lambda q, p: (q, replace(p, left_out=(*p.left_out, "a1"))),
    ),
    "a break for the other walker": (
        "walker", lambda q, p: (with_call(q, "break-1", walker=1), p),
    ),
    "one route too few": ("walkers", lambda q, p: (q, replace(p, routes=p.routes[:1]))),
    "one route too many": ("walkers", lambda q, p: (q, replace(p, routes=(*p.routes, ())))),
    "a stop nobody asked for": (
        "unknown stop",
        lambda q, p: (q, replace(p, routes=(p.routes[0], (*p.routes[1], Stop("x", 0, 0))))),
    ),
    "a visit made by both": (
        "twice", lambda q, p: _again(with_call(q, "a1", latest=10**6), p),
    ),
    "a value one too high": ("value", lambda q, p: (q, replace(p, value=p.value + 1))),
    "a value one too low": ("value", lambda q, p: (q, replace(p, value=p.value - 1))),
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_without_a_second_to_spare_passes_both(seed: int) -> None:
    """Exactly at every limit is right: not a second more is asked for."""
    problem, plan = tight(seed)
    assert faults(problem, plan) == []
    assert shift_rules(problem, plan) == set()


@pytest.mark.parametrize("name", NEARLY)
def test_each_nearly_right_plan_is_noticed_by_both(name: str) -> None:
    """One rule broken alone and by as little as can be: in 25 shifts both checkers say which."""
    rule, change = NEARLY[name]
    for seed in SEEDS:
        problem, plan = change(*tight(seed))
        found = faults(problem, plan)
        assert any(WORDS[rule] in fault for fault in found), (seed, name, found)
        assert shift_rules(problem, plan) == {rule}, (seed, name)


def test_every_rule_has_a_nearly_right_plan() -> None:
    """No rule of either shift checker is without a plan that breaks it alone."""
    assert {rule for rule, _ in NEARLY.values()} == set(WORDS) == rules_of(shift_rules)


def drawn(seed: int) -> ShiftProblem:
    """Return a shift drawn at random: places, windows, a gap and another shift's visits."""
    draw = np.random.default_rng(seed)
    xy = draw.integers(0, 900, (5, 2)).astype(float)
    walk = np.ceil(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)))
    walkers, block = int(draw.integers(1, 4)), 3600
    calls = tuple(
        Call(f"{place}#{n}", "visit", place, n * block, (n + 1) * block - 900, 900,
             int(draw.integers(500, 6000)))
        for place in range(1, 5)
        for n in range(4)
    )  # fmt: skip
    begins = int(draw.integers(0, 4 * block))
    return ShiftProblem(
        walk, (0,) * walkers, (0,) * walkers, (0,) * walkers, (4 * block,) * walkers, calls,
        gap=int(draw.integers(0, 2700)), elsewhere=(Presence(1, begins, begins + 900),),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_both_pass_what_the_planner_makes_and_agree_on_what_is_shaken(seed: int) -> None:
    """Greedy plans have no fault; of plans with times moved at random both say the same."""
    problem = drawn(seed)
    plan = plan_greedily(problem)
    assert faults(problem, plan) == []
    assert shift_rules(problem, plan) == set()
    draw = np.random.default_rng(seed)
    for _ in range(20):
        shaken = plan
        for route in plan.routes:
            for stop in route:
                if draw.random() < 0.2:
                    by = int(draw.integers(-400, 400))
                    shaken = with_stop(shaken, stop.call, begins=by, ends=by)
        rules = shift_rules(problem, shaken)
        found = faults(problem, shaken)
        assert bool(found) == bool(rules), (rules, found)
        assert any(WORDS["gap"] in fault for fault in found) == ("gap" in rules)


@pytest.mark.parametrize("seed", range(4))
def test_the_optimiser_keeps_the_gap(seed: int) -> None:
    """PyVRP, which knows no gap, still makes plans that keep it, and no worse ones than greedy."""
    problem = drawn(seed)
    plan = plan_shift(problem, seconds=60, seed=1)
    assert shift_rules(problem, plan) == set()
    assert plan.value >= 0.9 * plan_greedily(problem).value
