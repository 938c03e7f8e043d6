"""What is captured when cells tie."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from beatwise.hotspots.comparison.ties import expected_shares


def test_ties_are_broken_by_lot_exactly():
    """Expected capture over all orders of the tied cells, listed one by one."""
    scores, later = np.array([2.0, 1.0, 1.0, 1.0, 0.0]), np.array([1.0, 6.0, 0.0, 3.0, 2.0])
    tied = [1, 2, 3]
    listed = []
    for order in itertools.permutations(tied):
        held = np.concatenate([[0], np.cumsum(later[[0, *order, 4]])]) / later.sum()
        listed.append(np.interp([1, 2.5, 3], np.arange(6), held))
    found = expected_shares(scores, later, np.array([0.2, 0.5, 0.6]))
    assert found == pytest.approx(np.mean(listed, axis=0))
