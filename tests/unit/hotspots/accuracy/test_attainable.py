"""The most that any choice of units could capture."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from beatwise.hotspots.accuracy.attainable import most_in_area, most_in_whole_units


def test_best_whole_units_is_the_best_of_all_subsets():
    """The knapsack equals trying every set of units, on small random maps of unequal units."""
    rng = np.random.default_rng(0)
    for _ in range(30):
        observed, area = rng.poisson(2, 7).astype(float), rng.uniform(1, 9, 7)
        limit = rng.uniform(0.5, area.sum())
        best = max(
            observed[list(pick)].sum()
            for k in range(8)
            for pick in combinations(range(7), k)
            if area[list(pick)].sum() <= limit
        )
        assert most_in_whole_units(observed, area, limit) == pytest.approx(best)
        assert most_in_area(observed, area, limit) >= best - 1e-12


def test_best_whole_units_of_weights_is_never_understated():
    """For weights that are not whole the bound with cut units stands in."""
    observed, area = np.array([1.5, 2.5]), np.array([1.0, 2.0])
    assert most_in_whole_units(observed, area, 2.0) == most_in_area(observed, area, 2.0)
