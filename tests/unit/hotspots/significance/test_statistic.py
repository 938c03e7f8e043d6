"""Neighbourhood sums and the z of Gi and Gi*, written out the long way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from tests.unit.hotspots.significance.worlds import ring

from beatwise.errors import BadInput
from beatwise.hotspots.significance.statistic import adjacency, neighbourhood, z_gi, z_gi_star


VALUES = np.array([0.0, 2.0, 1.0, 0.0, 4.0, 0.0])


def test_sums_by_hand() -> None:
    """In a circle each cell has two neighbours; Gi* adds the cell itself."""
    sums, sizes = neighbourhood(VALUES, ring(6), star=False)
    assert (sums.tolist(), sizes.tolist()) == ([2, 1, 2, 5, 0, 4], [2] * 6)
    with_own, sizes = neighbourhood(VALUES, ring(6), star=True)
    assert (with_own.tolist(), sizes.tolist()) == ([2, 3, 3, 5, 4, 4], [3] * 6)


def test_weights_and_repeats_count_once() -> None:
    """Whatever is stored, a neighbour is a neighbour once, and never oneself."""
    links = sparse.coo_array(([5.0, 7.0, 1.0, 0.0], ([0, 0, 1, 1], [1, 1, 1, 0])), shape=(2, 2))
    assert adjacency(links, 2).toarray().tolist() == [[0, 1], [0, 0]]


def test_neighbours_of_another_size_are_refused() -> None:
    """Six cells need six rows and six columns."""
    with pytest.raises(BadInput, match="5 by 5 for 6 cells"):
        adjacency(ring(5), 6)


def test_gi_star_z_is_that_of_the_paper() -> None:
    """(sum − mean·W) / (s·√((n·W − W²)/(n − 1))), cell by cell."""
    sums, sizes = neighbourhood(VALUES, ring(6), star=True)
    n, mean, spread = 6, VALUES.mean(), VALUES.std()
    slow = [(s - mean * 3) / (spread * np.sqrt((n * 3 - 9) / (n - 1))) for s in sums]
    assert z_gi_star(VALUES, sums, sizes) == pytest.approx(slow)


def test_gi_z_leaves_the_cell_out_of_mean_and_spread() -> None:
    """For each cell the mean and the spread are those of the other five."""
    sums, sizes = neighbourhood(VALUES, ring(6), star=False)
    slow = []
    for i, total in enumerate(sums):
        others = np.delete(VALUES, i)
        scale = others.std() * np.sqrt((5 * 2 - 4) / 4)
        slow.append((total - others.mean() * 2) / scale)
    assert z_gi(VALUES, sums, sizes) == pytest.approx(slow)


def test_where_z_cannot_be_formed_it_is_no_number() -> None:
    """Level values, a neighbourhood of everything, no neighbours, one cell, two cells."""
    level = np.full(6, 3.0)
    assert np.isnan(z_gi_star(level, *neighbourhood(level, ring(6), star=True))).all()
    whole = sparse.csr_array(np.ones((3, 3)))
    three = VALUES[1:4]
    assert np.isnan(z_gi_star(three, *neighbourhood(three, whole, star=True))).all()
    alone = sparse.csr_array((6, 6))
    assert np.isnan(z_gi(VALUES, *neighbourhood(VALUES, alone, star=False))).all()
    one = np.array([5.0])
    assert np.isnan(z_gi_star(one, one, np.array([1]))).all()
    assert np.isnan(z_gi(VALUES[:2], VALUES[:2], np.array([1, 1]))).all()
