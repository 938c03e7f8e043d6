"""False discovery rates by hand."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.hotspots.significance import q_values


def test_q_values_by_hand():
    """Benjamini-Hochberg on four p-values by hand; nan stays nan yet counts."""
    assert q_values(np.array([0.01, 0.04, 0.03, 0.5])) == pytest.approx(
        [0.04, 0.04 * 4 / 3, 0.04 * 4 / 3, 0.5]
    )
    with_gap = q_values(np.array([0.01, np.nan]))
    assert with_gap[0] == pytest.approx(0.02)
    assert np.isnan(with_gap[1])
    by = q_values(np.array([0.01, 0.5]), "by")
    assert by[0] == pytest.approx(0.01 * 2 * 1.5)
    assert len(q_values(np.array([]))) == 0


def test_the_smallest_maps_have_their_q() -> None:
    """One cell keeps its p; none gives none."""
    assert q_values(np.array([0.3])).tolist() == [0.3]
    p = np.array([], dtype=float)
    assert q_values(p).shape == (0,)


def test_no_q_is_above_one() -> None:
    """Two of 0.8 and 0.9: 0.9 for both; by the stricter rule one for both."""
    assert q_values(np.array([0.8, 0.9])).tolist() == pytest.approx([0.9, 0.9])
    assert q_values(np.array([0.8, 0.9]), "by").tolist() == [1.0, 1.0]


def test_a_cell_with_nothing_to_test_counts_as_one() -> None:
    """Of 0.9, 0.95 and nothing: three cells, so that 0.95 · 3/2 would be over one: q is one."""
    q = q_values(np.array([0.9, 0.95, np.nan]))
    assert q[:2].tolist() == [1.0, 1.0]
    assert np.isnan(q[2])


def test_q_follows_the_cells_not_the_order_of_p() -> None:
    """The same p-values in another order have the same q, each its own."""
    p = np.array([0.01, 0.04, 0.03, 0.5])
    for order in ([3, 0, 2, 1], [1, 3, 0, 2]):
        assert q_values(p[order]).tolist() == q_values(p)[order].tolist()
