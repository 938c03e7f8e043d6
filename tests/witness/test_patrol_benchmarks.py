"""The benchmark instances' best known values, as far as a few seconds reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import _patrol_instances as instances

from beatwise.planning.rota.rota_score import broken_rules
from beatwise.planning.rota.solvers import cpsat, solve
from beatwise.planning.shifts.checker import faults
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.routes import plan_shift


@pytest.mark.real
def test_two_seconds_beat_greedy_insertion_by_five_per_cent(patrol_instances: Path) -> None:
    """Six officers, 40 hot spots: in two seconds a plan without fault, within 8 % of the bound."""
    problem = instances.shift(0)
    plan = plan_shift(problem, seconds=2, seed=1)
    assert faults(problem, plan) == []
    assert plan.value >= 1.05 * plan_greedily(problem).value
    assert 0.92 * instances.BOUNDS[0] <= plan.value <= instances.BOUNDS[0]


@pytest.mark.real
@pytest.mark.skipif(not cpsat.available(), reason="ortools is not installed")
def test_every_post_of_the_week_is_filled_in_ten_seconds(patrol_instances: Path) -> None:
    """Forty staff, 142 places: all filled within the rules of rest in ten seconds."""
    problem, _ = instances.week()
    found = solve.fill(problem, seconds=10, solver="cp-sat")
    assert len(found.duties) == 142
    assert broken_rules(problem, found.duties) == []
