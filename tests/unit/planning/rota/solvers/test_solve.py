"""Rotas: the best of tiny rotas, and re-planning with few changes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from tests.unit.planning.worlds import RULES, person, post
from tests.unit.planning.worlds import rota as world

from beatwise.planning.rota.problem import Duty, RotaProblem
from beatwise.planning.rota.rota_score import broken_rules, objective
from beatwise.planning.rota.solvers import cpsat, solve


def brute_force(problem: RotaProblem) -> float:
    """Try every set of duties."""
    every = [
        Duty(p, q)
        for p, who in enumerate(problem.people)
        for q, what in enumerate(problem.posts)
        if problem.may_work(who, what)
    ]
    best = objective(problem, ())
    for size in range(1, len(every) + 1):
        for duties in combinations(every, size):
            if not broken_rules(problem, duties):
                best = min(best, objective(problem, duties))
    return best


TINY = [
    world((person("a"), person("b")), (post(0), post(0, 1), post(1), post(2, beat="B"))),
    world(
        (person("a", away=frozenset({0})), person("b", powers=True)), (post(0, needed=2), post(1))
    ),
    world(
        (person("a"), person("b")),
        (post(0, 1), post(1, 0), post(1, 1, "B"), post(2, 0, "B")),
    ),
    world(
        (person("a", most_shifts=1), person("b", most_shifts=2)),
        (post(0), post(1), post(2), post(3)),
    ),
]


@pytest.mark.parametrize("problem", TINY)
@pytest.mark.parametrize("solver", ["highs", "cp-sat"])
def test_tiny_rotas_reach_the_optimum(problem: RotaProblem, solver: str) -> None:
    """Both solvers find what trying everything finds, and keep every rule."""
    if solver == "cp-sat" and not cpsat.available():
        pytest.skip("ortools is not installed")
    found = solve.fill(problem, seconds=60, solver=solver)
    assert broken_rules(problem, found.duties) == []
    assert found.objective == brute_force(problem)
    assert found.bound is not None
    assert found.bound <= found.objective + 1e-6


def test_rest_reaches_back_into_the_last_rota() -> None:
    """A late shift on the day before the rota starts forbids an early one on its first day."""
    problem = world((person("a", worked_before=((-1, 1),)),), (post(0), post(1)))
    for solver in ("highs", "cp-sat"):
        if solver == "cp-sat" and not cpsat.available():
            continue
        assert solve.fill(problem, seconds=60, solver=solver).duties == (Duty(0, 1),)


def test_a_long_run_counts_days_before() -> None:
    """Six days worked before the rota leave no seventh in a row."""
    six = tuple((day, 0) for day in range(-6, 0))
    problem = world((person("a", worked_before=six),), (post(0), post(1)))
    assert solve.fill(problem, seconds=60, solver="highs").duties == (Duty(0, 1),)


def test_replanning_moves_nobody_without_need() -> None:
    """When one person drops out, the free one steps in and everybody else stays."""
    people = (person("a"), person("b"), person("c"))
    posts = (post(0, needed=2), post(1, needed=2))
    stood = frozenset({Duty(0, 0), Duty(1, 0), Duty(0, 1), Duty(1, 1)})
    away = (replace(people[0], away=frozenset({0, 1})), *people[1:])
    problem = world(away, posts)
    kept = frozenset(d for d in stood if d.person != 0)
    found = solve.fill(problem, seconds=60, before=kept, solver="highs")
    assert set(found.duties) == kept | {Duty(2, 0), Duty(2, 1)}


def test_no_days_off_is_a_rule_of_its_own() -> None:
    """Without days off together, a volunteer may work every other day."""
    rules = replace(RULES, days_off_together=0)
    problem = world((person("a", rules=rules),), tuple(post(d) for d in (0, 2, 4, 6)))
    assert len(solve.fill(problem, seconds=60, solver="highs").duties) == 4
