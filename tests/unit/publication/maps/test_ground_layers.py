"""What lies under a map is drawn as far as its scale bears it."""

from __future__ import annotations

import pytest
import shapely

from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import Backdrop
from beatwise.publication.maps.frame import Bounds, Frame
from beatwise.publication.maps.ground_layers import (
    MAIN_STREET,
    PATH,
    RAILWAY,
    STREET,
    WATER,
    draw_ground,
)


GROUND = Backdrop(
    shapely.box(0, 0, 1000, 1000),
    streets=(shapely.LineString([(0, 100), (900, 100)]),),
    main_streets=(shapely.LineString([(0, 200), (900, 200)]),),
    paths=(shapely.LineString([(0, 300), (900, 300)]),),
    water=(shapely.box(100, 400, 200, 500),),
    railways=(shapely.LineString([(0, 600), (900, 600)]),),
)


@pytest.mark.parametrize(
    ("across_m", "colours"),
    [
        (1_000, {STREET, MAIN_STREET, PATH, WATER, RAILWAY}),
        (5_000, {STREET, MAIN_STREET, WATER, RAILWAY}),
        (20_000, {MAIN_STREET, WATER, RAILWAY}),
    ],
)
def test_small_things_go_first(across_m: float, colours: set[str]) -> None:
    """Paths are on close maps only, ordinary streets up to a town; water and rail always."""
    frame = Frame.around(Bounds(0, 0, across_m, across_m), width=640, tallest=640)
    drawing = Drawing(frame.width, frame.height)
    draw_ground(drawing, frame, GROUND)
    svg = drawing.done()
    assert {c for c in (STREET, MAIN_STREET, PATH, WATER, RAILWAY) if f'"{c}"' in svg} == colours
