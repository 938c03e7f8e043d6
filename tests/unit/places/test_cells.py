"""Cells: squares and hexagons over an area, and who is whose neighbour."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.places.cells import cut
from beatwise.places.lattice.lattice import Lattice
from beatwise.places.neighbours import edge_sharing, queen


TOWN = shapely.box(1_000, 1_000, 1_400, 1_400)


def test_a_town_of_four_squares() -> None:
    """A 400 m town on the grid is four squares of 200 m, each next to the other three."""
    units = cut(TOWN, "square", 200)
    assert list(units.ids) == [
        "square200:5:5", "square200:5:6", "square200:6:5", "square200:6:6",
    ]  # fmt: skip
    assert queen(units).sum() == 12
    assert edge_sharing(units).sum() == 8
    assert units.area_m2 == pytest.approx([40_000] * 4)


def test_points_fall_in_the_square_that_holds_them() -> None:
    """A point on a shared side belongs to the cell east or north of it; one outside to none."""
    units = cut(TOWN, "square", 200)
    x = np.array([1_100.0, 1_200.0, 1_100.0, 900.0, np.nan])
    y = np.array([1_100.0, 1_100.0, 1_300.0, 1_100.0, 1_100.0])
    assert units.assign(x, y).tolist() == [0, 2, 1, -1, -1]


def test_counts_by_unit_and_month() -> None:
    """Points are counted by cell and month; other months and places are left out."""
    units = cut(TOWN, "square", 200)
    x, y = np.array([1_100.0, 1_100.0, 1_100.0, 0.0]), np.full(4, 1_100.0)
    counts = units.counts(
        x, y, np.array([24_301, 24_300, 24_399, 24_300]), np.array([24_301, 24_300])
    )
    assert counts.tolist() == [[1, 1], [0, 0], [0, 0], [0, 0]]


@pytest.mark.parametrize("kind", ["hex", "square"])
def test_cells_tile_the_area(kind: str) -> None:
    """Clipped cells cover the area exactly once, whatever its shape."""
    area = shapely.Point(2_000, 3_000).buffer(700).union(shapely.box(4_000, 3_000, 4_050, 3_050))
    units = cut(area, kind, 200)
    assert units.area_m2.sum() == pytest.approx(area.area, rel=1e-6)
    assert shapely.union_all(units.geometry).symmetric_difference(area).area < 1


def test_a_hexagon_is_as_wide_as_asked() -> None:
    """A hexagon's flat-to-flat width is its size, and its area follows."""
    lattice = Lattice("hex", 200)
    polygon = lattice.polygons(np.array([3]), np.array([5]))[0]
    west, _, east, _ = polygon.bounds
    assert east - west == pytest.approx(200)
    assert polygon.area == pytest.approx(lattice.cell_area_m2) == pytest.approx(34_641.016)


@given(
    x=st.floats(-5_000, 700_000),
    y=st.floats(-5_000, 1_300_000),
    kind=st.sampled_from(["hex", "square"]),
    size=st.sampled_from([50, 150, 200, 333]),
)
@settings(max_examples=150, deadline=None)
def test_every_point_lies_in_its_own_cell(x: float, y: float, kind: str, size: int) -> None:
    """The cell that arithmetic names holds the point (within a millimetre), and keys undo."""
    lattice = Lattice(kind, size, (17.0, -31.0))
    column, row = lattice.locate(np.array([x]), np.array([y]))
    assert shapely.distance(lattice.polygons(column, row)[0], shapely.Point(x, y)) < 1e-3
    back = lattice.unkey(lattice.key(column, row))
    assert (back[0][0], back[1][0]) == (column[0], row[0])


@pytest.mark.parametrize("kind", ["hex", "square"])
def test_neighbours_touch(kind: str) -> None:
    """Arithmetic neighbours are exactly the cells whose shapes touch (a slow second reckoning)."""
    units = cut(shapely.Point(2_000, 3_000).buffer(500), kind, 200)
    whole = units.lattice.polygons(*units.lattice.unkey(units.keys))
    slow = shapely.distance(whole[:, None], whole[None, :]) < 1e-6
    np.fill_diagonal(slow, False)
    assert (queen(units).toarray() == slow).all()


def test_a_gap_in_the_area_parts_neighbours() -> None:
    """Cells on either side of a cut through the area are not walkable neighbours."""
    river = shapely.box(1_199, 900, 1_201, 1_500)
    units = cut(TOWN.difference(river), "square", 200)
    near = edge_sharing(units).toarray()
    parts = [units.assign(np.array([x]), np.array([1_100.0]))[0] for x in (1_100.0, 1_300.0)]
    assert parts[0] >= 0
    assert parts[1] >= 0
    assert not near[parts[0], parts[1]]
