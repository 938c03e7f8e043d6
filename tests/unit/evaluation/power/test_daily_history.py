"""What areas' own days say about their ups and downs."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.power.daily_history import day_traits, windows


def test_days_of_pure_chance_have_a_variance_ratio_of_one() -> None:
    """Two years of weeks are two windows; Poisson days show 1, days in bursts show more."""
    rng = np.random.default_rng(2)
    even = rng.poisson(0.3, (8, 104 * WEEK))
    steady = day_traits(even)
    assert steady.window == 52
    assert len(windows(even)) == 2
    assert steady.variance_ratio.value == pytest.approx(1, abs=0.06)
    assert steady.typical == pytest.approx(2.1, abs=0.3)
    bursts = day_traits(rng.poisson(rng.gamma(0.3, 1.0, even.shape)))
    assert bursts.variance_ratio.low > 1.3
