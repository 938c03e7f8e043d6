"""Months hot, and the ranking's stability."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.errors import BadInput, MissingData, UsageError
from beatwise.hotspots.shortlist.reasons.persistence import hot_in_month, persistence
from beatwise.hotspots.shortlist.reasons.stability import spearman, stability


COUNTS = np.array([[5, 4, 0], [3, 1, 1], [3, 0, 1], [0, 1, 1]])


def test_ties_for_the_last_place_are_in_or_out_as_stated():
    """Top 2 of 5, 3, 3, 0 is three units with ties in and one with ties out; zero is never hot."""
    assert hot_in_month(COUNTS, 2)[:, 0].tolist() == [True, True, True, False]
    assert hot_in_month(COUNTS, 2, "out")[:, 0].tolist() == [True, False, False, False]
    assert hot_in_month(COUNTS, 2)[:, 2].tolist() == [False, True, True, True]
    assert hot_in_month(COUNTS, 3, "out")[:, 2].tolist() == [False, True, True, True]
    assert hot_in_month(COUNTS, 4)[:, 0].tolist() == [True, True, True, False]


def test_a_missing_month_is_not_a_cool_month():
    """Two of the last five calendar months have no data: out of three, never out of five."""
    found = persistence(COUNTS, [100, 102, 104], top_n=1, window=5)
    assert found.of_months == 3
    assert found.missing == (101, 103)
    assert found.hot_months.tolist() == [2, 1, 1, 1]
    assert "2 without data left out" in found.in_words()
    assert found.marked.tolist() == [1, 1, 3]


def test_window_counts_calendar_months_back_from_the_last():
    """A window of two months sees the last two calendar months only."""
    found = persistence(COUNTS, [100, 101, 102], top_n=1, window=2)
    assert found.months == (101, 102)
    assert persistence(COUNTS, [100, 101, 102], 1, window=1, last=100).hot_months.tolist() == [
        1,
        0,
        0,
        0,
    ]


def test_words_for_persistence():
    """Three quarters of months is persistent, a quarter recurrent, once occasional."""
    counts = np.zeros((4, 8), dtype=int)
    counts[0, :6] = 3
    counts[1, :2] = 3
    counts[2, 7] = 3
    words = persistence(counts, range(8), top_n=4, window=8).classes()
    assert words.tolist() == ["persistent", "recurrent", "occasional", "never hot"]


def test_bad_requests():
    """Months out of order, no data in the window, an empty top."""
    with pytest.raises(BadInput):
        persistence(COUNTS, [3, 2, 1], 1)
    with pytest.raises(BadInput):
        persistence(COUNTS, [1, 2], 1)
    with pytest.raises(UsageError):
        persistence(COUNTS, [1, 2, 3], 0)
    with pytest.raises(MissingData):
        persistence(COUNTS, [1, 2, 3], 1, window=2, last=50)


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
