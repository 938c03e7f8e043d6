"""Cells anywhere on the British National Grid, and keys that sort and undo."""

from __future__ import annotations

import numpy as np
import pytest

from beatwise.places.lattice.lattice import Lattice


def test_the_origin_moves_every_cell() -> None:
    """With its corner at (50, 20), the square of 100 m that holds (149, 119) is still (0, 0)."""
    lattice = Lattice("square", 100.0, (50.0, 20.0))
    column, row = lattice.locate(np.array([149.0, 150.0]), np.array([119.0, 20.0]))
    assert (column.tolist(), row.tolist()) == ([0, 1], [0, 0])
    assert lattice.polygons(column, row)[0].bounds == (50.0, 20.0, 150.0, 120.0)


@pytest.mark.parametrize("kind", ["hex", "square"])
def test_keys_undo_and_sort_by_column_then_row(kind: str) -> None:
    """Negative rows and columns come back, and keys rise with the column first."""
    lattice = Lattice(kind, 200.0)  # type: ignore[arg-type]
    column, row = np.array([-3, -3, 0, 0, 2]), np.array([-7, 4, -1, 0, -900])
    key = lattice.key(column, row)
    assert (np.diff(key) > 0).all()
    back = lattice.unkey(key)
    assert (back[0].tolist(), back[1].tolist()) == (column.tolist(), row.tolist())


def test_squares_have_eight_neighbours_or_four_and_hexagons_always_six() -> None:
    """Without corners a square keeps the four along an edge; a hexagon has no other kind."""
    rows = np.array([0, 1])
    shapes = [
        Lattice(kind, 200.0).steps(rows, corners=corners)[0].shape
        for kind, corners in (("square", True), ("square", False), ("hex", True), ("hex", False))
    ]
    assert shapes == [(2, 8), (2, 4), (2, 6), (2, 6)]


def test_a_cell_has_the_area_of_its_polygon() -> None:
    """The stated extent is that of the shape, for both kinds."""
    for lattice in (Lattice("square", 150.0), Lattice("hex", 220.0, (3.0, 4.0))):
        polygon = lattice.polygons(np.array([4]), np.array([-1]))[0]
        assert polygon.area == pytest.approx(lattice.cell_area_m2)
