"""The cells that a density is drawn on."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.density.grid import Grid


GRID = Grid(left=100.0, bottom=200.0, cell=50.0, rows=2, columns=3)


def test_centres_lie_in_the_middle_of_their_cells() -> None:
    """Half a cell in from the outer corner, then one cell on each."""
    east, north = GRID.centres()
    assert (east.tolist(), north.tolist()) == ([125, 175, 225], [225, 275])


def test_left_and_bottom_are_in_right_and_top_are_out() -> None:
    """So that two grids side by side never count a point twice."""
    x = np.array([100.0, 250.0, 249.9, 99.9, 150.0])
    y = np.array([200.0, 200.0, 299.9, 200.0, 300.0])
    assert GRID.contains(x, y).tolist() == [True, False, True, False, False]


def test_a_point_is_in_its_row_and_column() -> None:
    """A point on an inner line belongs to the cell east or north of it."""
    row, column = GRID.cell_of(np.array([100.0, 150.0, 249.9]), np.array([200.0, 249.9, 250.0]))
    assert (row.tolist(), column.tolist()) == ([0, 0, 1], [0, 1, 2])


def test_the_study_area_counts_where_there_is_one() -> None:
    """A point on the grid but not in the study area is left out; one off the grid always is."""
    inside = np.array([[True, False, False], [False, False, True]])
    x, y = np.array([110.0, 160.0, 240.0, 400.0]), np.array([210.0, 210.0, 290.0, 210.0])
    assert GRID.within(x, y, inside).tolist() == [True, False, True, False]
    assert GRID.within(x, y, None).tolist() == [True, True, True, False]
