"""Rings around areas, and areas far enough apart."""

from __future__ import annotations

import shapely

from beatwise.evaluation.protocol.buffers import far_enough, rings


def test_rings_leave_out_every_area_and_never_overlap() -> None:
    """Two squares 100 m apart with 150 m rings: no ring covers a square or another ring."""
    squares = [shapely.box(0, 0, 100, 100), shapely.box(200, 0, 300, 100)]
    around = rings(squares, 150)
    for ring in around:
        assert all(ring.intersection(square).area < 1e-6 for square in squares)
    assert around[0].intersection(around[1]).area < 1e-6
    assert far_enough(squares, 150) == [0]
    assert far_enough(squares, 100) == [0, 1]
