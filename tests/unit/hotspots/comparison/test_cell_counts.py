"""Incidents counted by cell, month and type."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.comparison.cell_counts import count


# Two cells of 200 m side by side and one apart; months 24300 and 24302.
X = np.array([10.0, 190.0, 210.0, 910.0])
MONTH = np.array([24302, 24300, 24302, 24302])
KIND = np.array(["drugs", "asb", "drugs", "asb"])


def test_each_type_has_its_counts_by_cell_and_month() -> None:
    """Cells in the order of their keys, months in order, types apart."""
    counted = count(X, np.zeros(4), MONTH, KIND, 200.0)
    assert counted.months.tolist() == [24300, 24302]
    assert {kind: rows.tolist() for kind, rows in counted.by_type.items()} == {
        "asb": [[1, 0], [0, 0], [0, 1]],
        "drugs": [[0, 1], [0, 1], [0, 0]],
    }


def test_columns_are_found_by_month_number() -> None:
    """A month that is missing in between has no column of zeros."""
    counted = count(X, np.zeros(4), MONTH, KIND, 200.0)
    assert counted.columns((24302,)).tolist() == [1]
    assert counted.columns((24300, 24302)).tolist() == [0, 1]


def test_cells_that_touch_are_neighbours() -> None:
    """The first two touch, the third lies apart."""
    near = count(X, np.zeros(4), MONTH, KIND, 200.0).neighbours.toarray()
    assert near.tolist() == [[False, True, False], [True, False, False], [False] * 3]
