"""The trend of a short monthly series."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from beatwise.hotspots.shortlist.reasons.trend import trend


MONTHS = np.arange(24_300, 24_318)


def test_trend_agrees_with_a_general_optimiser() -> None:
    """The slope equals the one a general optimiser finds for the Poisson likelihood (witness)."""
    counts = np.random.default_rng(1).poisson(8 * np.exp(0.02 * np.arange(18)))
    years = (MONTHS - MONTHS.mean()) / 12

    def loss(beta: np.ndarray) -> float:
        mean = np.exp(beta[0] + beta[1] * years)
        return float((mean - counts * np.log(mean)).sum())

    slow = minimize(loss, [2.0, 0.0], method="BFGS", options={"gtol": 1e-8}).x[1]
    slope = trend(counts, MONTHS)
    assert slope is not None
    assert slope.value == pytest.approx(100 * np.expm1(slow), abs=1e-3)


def test_a_level_series_has_no_trend() -> None:
    """The same count every month is nought a year, inside its interval."""
    slope = trend(np.full(18, 10), MONTHS)
    assert slope is not None
    assert slope.value == pytest.approx(0, abs=1e-6)
    assert not slope.excludes(0.0)


def test_gaps_are_gaps() -> None:
    """Months without data are left out: doubling across a missing year is doubling."""
    months = np.concatenate([np.arange(12), np.arange(24, 36)]) + 24_300
    counts = np.concatenate([np.full(12, 20), np.full(12, 40)])
    slope = trend(counts, months)
    assert slope is not None
    assert 35 < slope.value < 50  # a doubling in two years is about 41 % a year


def test_too_little_to_tell() -> None:
    """Few months or few incidents give no trend rather than a wild one."""
    assert trend(np.full(5, 10), MONTHS[:5]) is None
    assert trend(np.full(18, 1), MONTHS) is None
