"""The score over several months, and its interval."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.accuracy import (
    pai_interval,
    score,
)


SQUARE = np.full(4, 40_000.0)


def test_score_prints_each_month_and_pools_counts():
    """Monthly shares stand beside the pooled one, which weighs months by their events."""
    counts = np.array([[2, 0, 6], [2, 0, 0], [0, 0, 2], [0, 0, 0]])
    scores = score(
        np.arange(4), counts, SQUARE, months=[24300, 24301, 24303], fractions=[0.25, 0.5]
    )
    assert scores.months == (24300, 24301, 24303)
    assert scores.monthly[0] == pytest.approx([0.5, 1.0])
    assert np.isnan(scores.monthly[1]).all()
    assert scores.pooled[0].share == pytest.approx(8 / 12)
    assert scores.mean_share == pytest.approx((8 / 12 + 10 / 12) / 2)


def test_interval_holds_the_value_and_widens_with_uneven_months():
    """With few months the interval is Wilson's, wider when months disagree."""
    even = np.array([[10, 10, 10], [10, 10, 10]])
    uneven = np.array([[20, 0, 10], [0, 20, 10]])
    area = np.ones(2)
    calm = pai_interval(score(np.arange(2), even, area, fractions=[0.5]))
    wild = pai_interval(score(np.arange(2), uneven, area, fractions=[0.5]))
    assert calm.value == wild.value == pytest.approx(1.0)
    assert wild.low < calm.low < 1 < calm.high < wild.high
    n, z = 60, 1.959963985
    middle, half = 0.5, z / (1 + z**2 / n) * np.sqrt(0.25 / n + z**2 / 4 / n**2)
    assert calm.low == pytest.approx((middle - half) * 2)


def test_interval_resamples_months_from_twelve_on():
    """With a year of months they are resampled, seeded."""
    counts = np.random.default_rng(0).poisson(5, (4, 12))
    scores = score(np.arange(4), counts, SQUARE, fractions=[0.25])
    one, two = pai_interval(scores, seed=1), pai_interval(scores, seed=1)
    assert (one.low, one.high) == (two.low, two.high)
    assert one.low < one.value < one.high
    assert one.n == 12
    nothing = score(np.arange(4), np.zeros((4, 2)), SQUARE, fractions=[0.25])
    assert pai_interval(nothing).low is None
