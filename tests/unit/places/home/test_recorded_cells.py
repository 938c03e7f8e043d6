"""The square kilometres that are a force's ground."""

from __future__ import annotations

import numpy as np

from beatwise.places.areas import Bounds
from beatwise.places.home.recorded_cells import RecordedCells


def test_strays_are_no_ground() -> None:
    """One row 100 km from a town of 99 is a stray; the town's cells are ground."""
    x = np.array([500.0, 1500.0, 100_500.0])
    cells = RecordedCells(("north",), np.zeros(3, int), x, np.full(3, 500.0), np.array([50, 49, 1]))
    everywhere = Bounds(0, 0, 100_500, 500)
    assert cells.solid_cells(everywhere).tolist() == [[0, 0], [1, 0]]
    assert cells.busy_cells(everywhere).tolist() == [[0, 0], [1, 0], [100, 0]]


def test_only_cells_that_matter_to_a_rectangle_are_given() -> None:
    """Eleven cells away a cell may still surround it; the force's other cells decide all the same.

    The force's single row at 11.5 km is no stray beside a chain of cells that lies further away.
    """
    x = np.concatenate([[11_500.0], np.arange(12_500.0, 30_000.0, 1000)])
    cells = RecordedCells(("north",), np.zeros(len(x), int), x, np.full(len(x), 500.0),
                          np.ones(len(x), int))  # fmt: skip
    assert cells.solid_cells(Bounds(0, 0, 500, 500)).tolist() == [[11, 0]]
    assert cells.solid_cells(Bounds(0, 0, -500, 500)).tolist() == []
    assert cells.busy_cells(Bounds(0, 0, 500, 500)).tolist() == [[11, 0]]


def test_the_usual_density_is_that_of_a_row() -> None:
    """Cells of 9 rows and of 1: a row lies in (81 + 1) / 10 rows a square kilometre."""
    x = np.array([500.0, 1500.0])
    cells = RecordedCells(("north",), np.zeros(2, int), x, x, np.array([9, 1]))
    assert cells.usual_density.tolist() == [8.2]
