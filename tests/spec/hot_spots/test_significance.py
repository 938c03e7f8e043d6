"""When is a cell hotter than chance? What the local test promises on sparse counts."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.soak_significance import calibrate, calibrate_weights, queen_grid

from beatwise.hotspots.significance import local_gi


@pytest.mark.soak
@pytest.mark.parametrize("star", [True, False])
@pytest.mark.parametrize("events", [0.1, 0.5, 5.0])
def test_on_pure_noise_the_test_keeps_its_word(events, star, soak):
    """On pure noise false alarms stay within the promised shares of cells and of maps.

    At most .055 of all cells read p ≤ .05, the randomised p rejects .045 to .055, and after the
    false discovery rate at least 93 % of maps show no hot cell.
    """
    maps = max(20, int(500 * soak))
    got = calibrate(events, side=100, maps=maps, star=star, seed=11)
    assert got["rejected"] <= 0.055
    assert 0.045 <= got["randomised"] <= 0.055
    assert got["rejected"] == pytest.approx(got["attainable"], abs=0.004)
    allowed = 0.93 - 2 * np.sqrt(0.93 * 0.07 / maps) * (maps < 500)
    assert got["clean_bh"] >= allowed


@pytest.mark.soak
def test_on_noisy_weights_the_test_keeps_its_word(soak):
    """Weighted events, tested by permutation, keep the same promises as counts."""
    maps = max(10, int(200 * soak))
    got = calibrate_weights(0.5, side=100, maps=maps, seed=3)
    assert got["rejected"] <= 0.055
    assert 0.045 <= got["randomised"] <= 0.055
    assert got["clean_bh"] >= 0.93 - 2 * np.sqrt(0.93 * 0.07 / maps) * (maps < 200)


def test_a_planted_hot_spot_is_found():
    """Nine cells with six times the rate of the rest are hot, and nothing far from them is."""
    rng = np.random.default_rng(2)
    rate = np.full((30, 30), 0.5)
    rate[10:13, 20:23] = 3.0
    found = local_gi(rng.poisson(rate.ravel()), queen_grid(30))
    hot = found.hot().reshape(30, 30)
    assert hot[11, 21]
    assert not hot[:, :15].any()


def test_an_empty_corner_is_not_tested():
    """Where nothing happened nearby the answer is "not tested", never a small p."""
    counts = np.zeros((12, 12), dtype=int)
    counts[6, 6] = 3
    found = local_gi(counts.ravel(), queen_grid(12))
    assert found.tested.sum() == 9
    assert np.isnan(found.p.reshape(12, 12)[0, 0])


def test_harm_weights_change_the_map():
    """Two cells with as many incidents differ when one holds the graver ones."""
    counts = np.zeros((20, 20))
    counts[5, 5] = counts[15, 15] = 2
    harm = counts.copy()
    harm[15, 15] = 2 * 547.5
    by_count = local_gi(counts.ravel(), queen_grid(20)).p.reshape(20, 20)
    by_harm = local_gi(harm.ravel(), queen_grid(20)).p.reshape(20, 20)
    assert by_count[5, 5] == by_count[15, 15]
    assert by_harm[15, 15] < by_harm[5, 5]


def test_the_same_seed_gives_the_same_map():
    """Random parts print their seed, and the same seed gives the same figures."""
    values = np.random.default_rng(0).gamma(0.3, 2.0, 400)
    one = local_gi(values, queen_grid(20), permutations=999, seed=5)
    two = local_gi(values, queen_grid(20), permutations=999, seed=5)
    assert np.array_equal(one.p, two.p, equal_nan=True)
    assert "999 permutations, seed 5" in one.in_words()
