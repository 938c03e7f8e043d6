"""Delivery on drawn days: what stands beside the comparison as drawn."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.evaluation.result.crossover.worlds import DAYS, incidents

from beatwise.evaluation.estimators.crossover import crossover_effect
from beatwise.evaluation.result.crossover.delivery_by_day import delivery


def minutes(came: np.ndarray) -> dict[str, np.ndarray]:
    """Twelve minutes for each patrol; grade A in the first half of the areas."""
    mine = 12.0 * came
    first = np.arange(len(came))[:, None] < len(came) // 2
    return {"A": np.where(first, mine, 0), "C": np.where(first, 0, mine)}


def test_kept_days_leave_the_change_as_drawn() -> None:
    """Every drawn day and no other was patrolled: the two figures are one."""
    effect = crossover_effect(incidents(1, np.where(DAYS, 0.6, 1.0)), DAYS, replications=199)
    delivered = delivery(minutes(DAYS), DAYS, effect)
    assert delivered.patrol_days.share == 1
    assert delivered.other.patrolled == 0
    assert delivered.percent == pytest.approx(effect.percent)
    assert delivered.interval == pytest.approx(effect.percent_interval)
    assert delivered.hours["A"] == pytest.approx(12 * DAYS[:4].sum() / 60)


def test_missed_and_stray_days_are_made_up_for() -> None:
    """70 % of drawn and 10 % of other days patrolled: by hand, (1 + .7 k) / (1 + .1 k)."""
    rng = np.random.default_rng(2)
    came = rng.random(DAYS.shape) < np.where(DAYS, 0.7, 0.1)
    effect = crossover_effect(incidents(3, np.where(came, 0.5, 1.0)), DAYS, replications=199)
    delivered = delivery(minutes(came), DAYS, effect)
    assert delivered.percent is not None
    k = delivered.percent / 100
    d, o = delivered.patrol_days.share, delivered.other.share
    assert (1 + d * k) / (1 + o * k) == pytest.approx(1 + effect.percent / 100)
    assert delivered.percent == pytest.approx(-50, abs=15)
    assert delivered.percent < effect.percent
    low, high = delivered.interval
    assert low is not None
    assert high is not None
    assert low < delivered.percent < high


def test_days_patrolled_alike_say_nothing_of_a_patrol() -> None:
    """Half of all days patrolled, drawn or not: refused with both shares."""
    came = np.random.default_rng(4).random(DAYS.shape) < 0.5
    effect = crossover_effect(incidents(5, np.ones(DAYS.shape)), DAYS, replications=99)
    delivered = delivery(minutes(came), DAYS, effect)
    assert delivered.percent is None
    assert "too much alike" in delivered.refused
    assert "No ratio" in delivery(minutes(came), DAYS, None).refused
