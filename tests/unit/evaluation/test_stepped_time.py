"""A stepped programme over time, and a stated power that what came before does not give."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.evaluation.test_protocol_kinds import by_day, stepped

from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.stepped_over_time import (
    stepped_levels,
    stepped_places,
    stepped_quarters,
)
from beatwise.evaluation.protocol.protocol_json import from_json
from beatwise.evaluation.result.crossover.crossover_result import evaluate_days
from beatwise.evaluation.result.crossover.day_material import DayMaterial
from beatwise.evaluation.result.effect import contrast
from beatwise.evaluation.result.material import Material
from beatwise.evaluation.result.power_recomputed import overstated, power_again
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.verdict import Verdict


def material(factor: float) -> Material:
    """Six pairs starting every second month; 12 a month before, times ``factor`` on patrol."""
    read = from_json(stepped(), "test")
    start = np.array([12 + 2 * (i // 2) for i in range(12)])
    on = np.arange(24) >= start[:, None]
    counts = np.where(on, round(12 * factor), 12)
    months = tuple(range(2024 * 12, 2026 * 12))
    return Material(read, months, {"shoplifting": counts}, {"shoplifting": counts}, ())


def test_quarters_are_counted_from_each_units_own_start() -> None:
    """A halving is a halving in every quarter after the start, and nothing before it."""
    found = {part.name: part for part in stepped_quarters(material(0.5).panel("shoplifting"))}
    for name in ("quarter -4", "quarter -2", "quarter -1"):
        assert found[name].percent == pytest.approx(0)
        assert not found[name].after
    for name in ("quarter +1", "quarter +2"):
        assert found[name].percent == pytest.approx(-50)
        assert found[name].after
    assert "quarter +4" not in found  # nobody is waiting by then


def test_each_step_is_seen_until_the_next_and_the_last_has_no_comparison() -> None:
    """Six steps: five halvings, then nothing to compare with."""
    parts = stepped_places(material(0.5).panel("shoplifting"))
    assert [part.percent for part in parts[:5]] == pytest.approx([-50] * 5)
    assert parts[5].percent is None
    assert parts[0].name == "step 1, 2025-01 to 2025-02"


def test_both_lines_are_per_cent_of_the_same_units_before() -> None:
    """Before the first start nobody is on patrol; after the last nobody waits."""
    levels = stepped_levels(material(0.5).panel("shoplifting"))
    assert (levels[0].patrolled, levels[0].waiting) == (None, pytest.approx(100))
    assert (levels[14].patrolled, levels[14].waiting) == (pytest.approx(50), pytest.approx(100))
    assert (levels[23].patrolled, levels[23].waiting) == (pytest.approx(50), None)


def test_prevented_incidents_are_those_of_months_on_patrol() -> None:
    """Counts off and on patrol by hand: 12 areas, 24 months, starts every second month."""
    world = material(0.5)
    found = contrast(world, world.panel("shoplifting"), 0.05)
    on = sum(2 * (12 - 2 * step) for step in range(6))
    assert found.totals == ((12 * 24 - on) * 12, on * 6, 0, 0)
    assert found.percent == pytest.approx(-50)


def test_a_stepped_power_written_in_by_hand_is_found_out() -> None:
    """Two a month cannot find a fifth; forty nearly can, and are believed."""
    thin, busy = material(1.0), material(1.0)
    rng = np.random.default_rng(1)
    thin.areas["shoplifting"][:] = rng.poisson(1.0, (12, 24))
    busy.areas["shoplifting"][:] = rng.poisson(60.0, (12, 24))
    assert overstated(thin.protocol, power_again(thin))
    assert not overstated(busy.protocol, power_again(busy))


def test_a_crossovers_power_written_in_by_hand_is_found_out() -> None:
    """Days before that hold little: a clear fall is called unreliable; without them it is not."""
    read = from_json(by_day(), "test")
    assert isinstance(read.design, Crossover)
    on = read.design.days.matrix(12)
    rng = np.random.default_rng(2)
    counts = rng.poisson(np.where(on, 0.2, 0.5))
    quiet = np.zeros((12, 52 * 7), dtype=np.int64)
    quiet[0, ::9] = 1
    weeks = np.ones(52, dtype=bool)
    rings = {"shoplifting": np.ones_like(counts)}

    def judged(history: np.ndarray | None) -> Verdict:
        made = DayMaterial(
            read, {"shoplifting": counts}, rings, weeks, {"shoplifting": 0}, history=history
        )
        return evaluate_days(made, Standing(None), outcome_words="shoplifting").verdict

    assert judged(quiet) is Verdict.LOWER_UNRELIABLE
    assert judged(None) is Verdict.FELL
    assert judged(rng.poisson(0.5, (12, 52 * 7))) is Verdict.FELL
