"""Stepped starts and patrol days: what is drawn again, and what decides.

Where every area is patrolled in the end, the month of its start is drawn by lot; where an area is
its own comparison, the days of each week are. Both are judged by drawing again what was drawn.
"""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.clock import Month, MonthRange
from beatwise.evaluation import permutation_test, poisson_did
from beatwise.evaluation.estimators.crossover import crossover_effect, draw_days
from beatwise.evaluation.estimators.stepped.dealings import every_dealing
from beatwise.evaluation.protocol.interim_looks import last_level, levels
from beatwise.evaluation.result.crossover.delivery_by_day import delivery


EVERYONE = np.ones(6, dtype=bool)
START = np.array([6, 6, 9, 9, 12, 12])


def panel(effect: float, seed: int) -> np.ndarray:
    """Six areas of 40 a month over fifteen months, with a true effect from each one's start."""
    on = np.arange(15) >= START[:, None]
    return np.random.default_rng(seed).poisson(np.where(on, 40 * (1 + effect), 40))


def test_the_p_of_stepped_starts_is_the_share_of_all_dealings() -> None:
    """Two areas in each of three steps: 90 ways, and p counts those as strong as the one drawn."""
    found = permutation_test(panel(-0.5, 1), EVERYONE, START)
    assert len(every_dealing(START)) == found.assignments == 90
    assert found.p_value == pytest.approx(np.mean(np.abs(found.placebo) >= abs(found.estimate)))
    assert found.p_value <= 2 / 90


def test_months_with_the_same_areas_on_patrol_may_be_added_up_first() -> None:
    """Adding up three months between two starts leaves the estimated change as it was."""
    months = panel(-0.3, 2)
    quarters = months.reshape(6, 5, 3).sum(axis=2)
    whole = poisson_did(months, EVERYONE, START)
    assert poisson_did(quarters, EVERYONE, START // 3).estimate == pytest.approx(whole.estimate)


def test_a_season_shared_by_all_areas_does_not_move_stepped_starts() -> None:
    """Three times the incidents in every area's odd months: the estimated change is the same."""
    flat = poisson_did(np.tile([[20.0]], (6, 15)) * _on(0.7), EVERYONE, START)
    waves = np.where(np.arange(15) % 2, 3.0, 1.0)
    wavy = poisson_did(np.tile([[20.0]], (6, 15)) * _on(0.7) * waves, EVERYONE, START)
    assert flat.percent == pytest.approx(-30)
    assert wavy.percent == pytest.approx(-30)


def _on(factor: float) -> np.ndarray:
    return np.where(np.arange(15) >= START[:, None], factor, 1.0)


def test_whatever_a_whole_week_does_patrol_days_are_compared_within_it() -> None:
    """Weeks of very different levels, the same on every day: no change is found on patrol days."""
    days = draw_days(4, 12, 3, seed=1)
    level = np.repeat([1, 8, 2, 9, 1, 7, 3, 8, 2, 6, 1, 9], 7)
    found = crossover_effect(np.tile(level, (4, 1)), days, replications=199)
    assert found.percent == pytest.approx(0, abs=0.5)
    assert found.p_value == 1


def test_the_days_as_drawn_decide_whatever_was_delivered() -> None:
    """Half the drawn days missed: beside the change as drawn stands a larger one, without a p."""
    days = draw_days(6, 20, 3, seed=2)
    rng = np.random.default_rng(3)
    came = days & (rng.random(days.shape) < 0.5)
    drawn = crossover_effect(rng.poisson(np.where(came, 1.0, 2.0)), days, replications=199)
    beside = delivery({"A": 15.0 * came}, days, drawn)
    assert beside.percent is not None
    assert beside.percent < drawn.percent < 0
    assert not hasattr(beside, "p_value")


def test_looks_spend_the_level_and_never_more_than_it() -> None:
    """A look after half and one after three quarters of the months, and the end, add up to .05."""
    spent = levels(0.05, [0.5, 0.75])
    assert sum(spent) == pytest.approx(0.05)
    assert spent[0] < spent[1] < spent[2]
    patrols = MonthRange.parse("2025-01:2025-12")
    looks = [Month.parse("2025-06"), Month.parse("2025-09")]
    assert last_level(0.05, looks, patrols) == pytest.approx(spent[2])
