"""The outline of a hot spot: one piece, no holes, no necks, inside the area."""

from __future__ import annotations

import pytest
import shapely

from beatwise.hotspots.shortlist.placing.outline import outline


TOWN = shapely.box(0, 0, 2_000, 2_000)


def square(x: float, y: float, side: float = 200) -> shapely.Polygon:
    """A square with its lower left corner at (x, y)."""
    return shapely.box(x, y, x + side, y + side)


def test_one_cell_inside_the_area_keeps_its_shape() -> None:
    """A cell well inside comes out as it went in, to the centimetre."""
    shape = outline([square(500.001, 500)], TOWN, 30)
    assert shape is not None
    assert shape.bounds == (500.0, 500.0, 700.0, 700.0)


def test_a_gap_as_wide_as_allowed_is_closed() -> None:
    """Cells 30 m apart are one place with the strip between them; 40 m apart they are two."""
    near = outline([square(500, 500), square(730, 500)], TOWN, 30)
    assert near is not None
    assert near.area == pytest.approx(430 * 200, abs=1)
    assert outline([square(500, 500), square(740, 500)], TOWN, 30) is None


def test_what_lies_outside_the_area_is_cut_off() -> None:
    """A cell half over the boundary keeps the half inside."""
    shape = outline([square(1_900, 500)], TOWN, 30)
    assert shape is not None
    assert shape.bounds == (1_900.0, 500.0, 2_000.0, 700.0)


def test_a_hole_is_filled_but_not_one_of_the_area_itself() -> None:
    """Eight cells round an empty ninth are nine; where the area has a lake the lake stays out."""
    ring = [square(500 + 200 * i, 500 + 200 * j) for i in range(3) for j in range(3) if i * j != 1]
    whole = outline(ring, TOWN, 0)
    assert whole is not None
    assert whole.area == pytest.approx(600**2, abs=1)
    lake = outline(ring, TOWN.difference(square(700, 700)), 0)
    assert lake is not None
    assert lake.area == pytest.approx(600**2 - 200**2, abs=1)


def test_parts_that_hang_by_a_neck_are_not_one_place() -> None:
    """An area with a passage of 30 m between its halves makes no place across it; 50 m does."""
    for passage, together in ((30, False), (50, True)):
        halves = TOWN.difference(shapely.box(690, 0, 710, 2_000))
        area = halves.union(shapely.box(690, 500, 710, 500 + passage))
        shape = outline([square(500, 500), square(700, 500)], area, 0)
        assert (shape is not None) == together
