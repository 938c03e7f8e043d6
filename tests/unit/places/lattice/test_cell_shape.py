"""A cell that can be put down anywhere."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.places.lattice.cell_shape import CellShape


CELLS = [CellShape("square", 200.0), CellShape("hex", 220.0)]


@pytest.mark.parametrize("cell", CELLS)
def test_what_a_cell_holds_is_what_its_polygon_covers(cell: CellShape) -> None:
    """Arithmetic and the drawn shape agree on 500 points around the centre."""
    offsets = np.random.default_rng(0).uniform(-150, 150, (500, 2))
    polygon = cell.polygons(np.array([[1_000.0, 2_000.0]]))[0]
    covered = shapely.contains_xy(polygon, *(offsets + np.array([1_000, 2_000])).T)
    assert cell.holds(*offsets.T).tolist() == covered.tolist()
    assert polygon.area == pytest.approx(cell.area_m2)


def test_the_edge_is_inside() -> None:
    """A point exactly half a side away is still in the square; a millimetre further is not."""
    assert CELLS[0].holds(np.array([100.0, 100.001]), np.array([-100.0, 0.0])).tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize("cell", CELLS)
def test_cells_beside_share_a_side(cell: CellShape) -> None:
    """Around each cell there are four or six with no gap, that touch it and do not overlap it."""
    centre = np.array([500.0, 700.0])
    around = cell.beside(*centre)
    assert len(around) == (4 if cell.kind == "square" else 6)
    assert cell.gap(*(around - centre).T) == pytest.approx(np.zeros(len(around)), abs=0.01)
    own = cell.polygons(centre[None])[0]
    for other in cell.polygons(around):
        assert own.intersection(other).area < 1
        assert own.buffer(0.01).intersection(other).length > cell.size_m / 2


def test_gap_is_negative_where_cells_overlap() -> None:
    """Squares of 200 m with centres 150, 200 and 230 m apart: 50 over, touching, 30 m between."""
    gap = CELLS[0].gap(np.array([150.0, 200.0, -230.0]), np.zeros(3))
    assert gap.tolist() == [-50.0, 0.0, 30.0]


def test_the_reach_is_the_way_to_a_corner() -> None:
    """Half the diagonal of a square of 200 m."""
    assert CELLS[0].reach_m == pytest.approx(100 * np.sqrt(2))
