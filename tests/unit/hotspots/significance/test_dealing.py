"""Values dealt out at random."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.unit.hotspots.significance.worlds import ring

from beatwise.hotspots.significance import local_gi
from beatwise.hotspots.significance.dealing import draw_without_replacement


def test_draws_are_different_cells_and_fair():
    """No draw repeats a cell, and every pick of two of five turns up about equally often."""
    rng = np.random.default_rng(0)
    for n, k in product((5, 200), (2, 5)):
        draws = draw_without_replacement(rng, n, k, 500)
        assert all(len(set(row)) == k for row in draws.tolist())
    pairs = np.sort(draw_without_replacement(rng, 5, 2, 20_000), axis=1)
    share = np.unique(pairs, axis=0, return_counts=True)[1] / 20_000
    assert len(share) == 10
    assert share == pytest.approx(np.full(10, 0.1), abs=0.01)
    with pytest.raises(ValueError, match="cannot draw"):
        draw_without_replacement(rng, 3, 4, 1)


def test_draws_in_batches_give_fair_p(monkeypatch):
    """Drawing a few at a time, to save memory, leaves p within its sampling error."""
    from beatwise.hotspots.significance import dealing

    counts = np.random.default_rng(3).poisson(0.6, 60)
    monkeypatch.setattr(dealing, "BATCH", 3_000)
    for star in (True, False):
        exact = local_gi(counts, ring(60), star=star)
        sampled = local_gi(counts, ring(60), star=star, method="permutation", permutations=9_999)
        assert np.abs(sampled.p - exact.p)[exact.tested].max() < 0.025
