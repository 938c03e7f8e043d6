"""Rings around areas, and areas far enough apart."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from beatwise.errors import BadInput
from beatwise.evaluation.protocol.buffers import check_apart, check_buffers, far_enough, rings


def test_rings_leave_out_every_area_and_never_overlap() -> None:
    """Two squares 100 m apart with 150 m rings: no ring covers a square or another ring."""
    squares = [shapely.box(0, 0, 100, 100), shapely.box(200, 0, 300, 100)]
    around = rings(squares, 150)
    for ring in around:
        assert all(ring.intersection(square).area < 1e-6 for square in squares)
    assert around[0].intersection(around[1]).area < 1e-6
    assert far_enough(squares, 150) == [0]
    assert far_enough(squares, 100) == [0, 1]


SQUARE = shapely.box(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (shapely.box(100, 0, 200, 100), True),
        (shapely.box(99.995, 0, 200, 100), True),
        (shapely.box(99, 0, 200, 100), False),
        (SQUARE, False),
    ],
)
def test_areas_may_touch_but_not_overlap(other: shapely.Geometry, apart: bool) -> None:
    """A shared edge and half a square metre are drawing errors; a metre's strip is not."""
    if apart:
        check_apart(["A", "B"], [SQUARE, other])
        return
    with pytest.raises(BadInput, match="'A' and 'B' overlap"):
        check_apart(["A", "B"], [SQUARE, other])


def test_only_a_patrolled_areas_ring_may_not_reach_a_comparison() -> None:
    """Two patrolled areas may lie close; a comparison within the ring is named with both."""
    shapes = [SQUARE, shapely.box(150, 0, 250, 100), shapely.box(500, 0, 600, 100)]
    names = ["A", "B", "C"]
    check_buffers(names, shapes, np.array([True, True, False]), 150)
    with pytest.raises(BadInput, match="100 m ring around 'A' overlaps the comparison area 'B'"):
        check_buffers(names, shapes, np.array([True, False, False]), 100)
    check_buffers(names, shapes, np.array([True, False, False]), 50)


def test_nothing_to_compare_is_no_fault() -> None:
    """No area at all, or none compared."""
    check_apart([], [])
    check_buffers(["A"], [SQUARE], np.array([True]), 150)
    assert rings([], 150) == []
    assert far_enough([], 150) == []


def test_further_ground_belongs_to_no_ring() -> None:
    """What is left out of every ring is cut from them."""
    lake = shapely.box(100, -1000, 1000, 1000)
    [ring] = rings([SQUARE], 50, [lake])
    assert ring.intersection(lake).area < 1e-6
    assert ring.area < rings([SQUARE], 50)[0].area
