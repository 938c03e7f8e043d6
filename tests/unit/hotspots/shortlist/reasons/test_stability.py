"""Whether the ranking comes out alike from two halves of the months."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, MissingData
from beatwise.hotspots.shortlist.reasons.stability import spearman, stability


def test_spearman_by_hand():
    """Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4."""
    assert spearman(np.array([1, 5, 5, 9]), np.array([1, 2, 3, 4])) == pytest.approx(
        np.corrcoef([1, 2.5, 2.5, 4], [1, 2, 3, 4])[0, 1]
    )
    assert np.isnan(spearman(np.ones(3), np.arange(3)))


def test_a_steady_ranking_is_stable_and_noise_is_not():
    """Units with fixed rates agree between halves; unit-less noise agrees by chance only."""
    rng = np.random.default_rng(0)
    rates = np.linspace(0.2, 12, 60)[:, None]
    steady = stability(rng.poisson(rates, (60, 12)), top_n=10)
    noise = stability(rng.poisson(2, (60, 12)), top_n=10)
    assert steady.rank_correlation > 0.9
    assert steady.overlap >= 0.6
    assert abs(noise.rank_correlation) < 0.35
    assert noise.chance_overlap == pytest.approx(10 / 60)
    assert steady.first == (0, 1, 2, 3, 4, 5)
    assert stability(rng.poisson(2, (9, 5)), 3, "alternate").first == (0, 2, 4)


def test_ties_do_not_feign_agreement():
    """When all units are level in both halves, lists overlap about as chance would have them."""
    level = np.ones((400, 2))
    assert stability(level, 40).overlap < 0.3


def test_stability_needs_two_months_and_an_event():
    """One month has no halves; empty months have no ranking."""
    with pytest.raises(MissingData):
        stability(np.ones((3, 1)), 1)
    with pytest.raises(MissingData):
        stability(np.zeros((3, 2)), 1)
    with pytest.raises(BadInput):
        stability(np.zeros(3), 1)
