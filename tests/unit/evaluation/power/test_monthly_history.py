"""Traits of histories by month."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput
from beatwise.evaluation.power.monthly_history import traits


def test_traits_are_recovered() -> None:
    """A variance ratio of 2 and a yearly drift of .3 come back from forty simulated areas."""
    rng = np.random.default_rng(3)
    years = np.exp(np.cumsum(rng.normal(0, 0.3, (40, 3)), axis=1))
    level = 20 * np.repeat(years, 12, axis=1)
    history = traits(rng.poisson(rng.gamma(level, 1.0)))
    assert history.variance_ratio.value == pytest.approx(2.0, abs=0.2)
    assert history.drift.value == pytest.approx(0.3, abs=0.08)
    assert not history.drift_assumed
    assert history.variance_ratio.low <= history.variance_ratio.value <= history.variance_ratio.high


def test_a_short_history_cannot_show_drift() -> None:
    """Under a year of months the usual range of busy areas stands in, and says so."""
    history = traits(np.random.default_rng(0).poisson(5, (6, 8)))
    assert history.drift_assumed
    assert (history.drift.low, history.drift.high) == (0.17, 0.54)


@pytest.mark.parametrize(
    "counts", [np.zeros((4, 12)), np.ones((1, 12)), np.ones((4, 2)), np.full((4, 12), np.nan),
               np.full((4, 12), -1)]
)  # fmt: skip
def test_a_history_that_says_nothing_is_refused(counts) -> None:
    """All zeros, one area, two months, missing or negative counts are refused."""
    with pytest.raises(BadInput):
        traits(counts)
