"""Which places should expect most in the coming months."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from beatwise.hotspots.prediction import predict


def places(seed: int, change: float, n: int = 400, months: int = 12):
    """Counts in ``n`` places whose level moves by ``change`` (log scale) from month to month."""
    rng = np.random.default_rng(seed)
    level = np.log(rng.gamma(0.6, 3.0, n))[:, None]
    steps = np.cumsum(rng.normal(0, change, (n, months)), axis=1) if change else 0.0
    return rng.poisson(np.exp(level + steps * np.ones((n, months)))).astype(float)


def apart(n: int) -> sparse.csr_array:
    """Places that do not touch."""
    return sparse.csr_array((n, n))


def test_old_months_fade_faster_where_places_change_faster():
    """How fast old months lose weight is learnt from the months themselves."""
    steady = predict(places(1, 0.0), np.arange(12), apart(400)).settings.half_life
    moving = predict(places(1, 0.6), np.arange(12), apart(400)).settings.half_life
    assert moving < steady


def test_a_bad_month_is_not_believed_whole():
    """A place whose one bad month is its only one is expected to have less than that again."""
    counts = places(2, 0.0)
    counts[0] = [*[0.0] * 11, 12.0]
    found = predict(counts, np.arange(12), apart(400))
    assert 0 < found.risk[0] < 6


def test_other_kinds_decide_between_places_with_equal_counts():
    """Of two places with the same incidents, the one with more of other kinds comes first."""
    rng = np.random.default_rng(3)
    rate = rng.gamma(0.6, 1.0, 400)[:, None]
    counts = rng.poisson(rate, (400, 4)).astype(float)
    other = rng.poisson(5 * rate, (400, 4)).astype(float)
    counts[1], other[0], other[1] = counts[0], 9.0, 0.0
    found = predict(counts, np.arange(4), apart(400), context={"damage": other})
    assert found.risk[0] > found.risk[1]


def test_months_that_are_missing_are_left_out():
    """Three of twelve months missing moves the risks little; as zeros they would fall by much."""
    counts, months = places(4, 0.0), np.arange(12)
    there = np.delete(months, [2, 6, 9])
    whole = predict(counts, months, apart(400)).risk
    left_out = predict(counts[:, there], there, apart(400)).risk
    zeroed = counts.copy()
    zeroed[:, [2, 6, 9]] = 0
    assert abs(left_out.sum() / whole.sum() - 1) < 0.05
    assert predict(zeroed, months, apart(400)).risk.sum() < 0.9 * whole.sum()


def test_each_risk_says_what_it_is_made_of():
    """A quiet place beside a busy one is expected to have something because of what is nearby."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(np.repeat(rng.gamma(0.5, 4.0, 100), 4)[:, None], (400, 9)).astype(float)
    block = np.kron(np.eye(100), np.ones((4, 4)) - np.eye(4))  # four places to a block, alike
    counts[0] = 0
    counts[1:4] = 8
    found = predict(counts, np.arange(9), sparse.csr_array(block))
    assert found.parts["nearby"][0] > found.parts["everywhere"][0]
    assert found.parts["own months"][0] == 0
