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
    every_order = []
    for order in itertools.permutations(tied):
        captured = np.concatenate([[0], np.cumsum(later[[0, *order, 4]])]) / later.sum()
        every_order.append(np.interp([1, 2.5, 3], np.arange(6), captured))
    shares = expected_shares(scores, later, np.array([0.2, 0.5, 0.6]))
    assert shares == pytest.approx(np.mean(every_order, axis=0))
