"""The square kilometres that are a force's ground."""

from __future__ import annotations

import numpy as np

from beatwise.places.home.recorded_cells import RecordedCells


def test_strays_are_no_ground() -> None:
    """One row 100 km from a town of 99 is a stray; the town's cells are ground."""
    x = np.array([500.0, 1500.0, 100_500.0])
    cells = RecordedCells(("north",), np.zeros(3, int), x, np.full(3, 500.0), np.array([50, 49, 1]))
    assert cells.solid_cells.tolist() == [[0, 0], [1, 0]]
    assert cells.busy_cells.tolist() == [[0, 0], [1, 0], [100, 0]]


def test_the_usual_density_is_that_of_a_row() -> None:
    """Cells of 9 rows and of 1: a row lies in (81 + 1) / 10 rows a square kilometre."""
    x = np.array([500.0, 1500.0])
    cells = RecordedCells(("north",), np.zeros(2, int), x, x, np.array([9, 1]))
    assert cells.usual_density.tolist() == [8.2]
