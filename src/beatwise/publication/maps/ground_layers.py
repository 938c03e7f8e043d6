"""Draw what lies under a map: land, parks, water, railways and streets, each in its order."""

from __future__ import annotations

from collections.abc import Iterable

import shapely

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import Backdrop
from beatwise.publication.maps.frame import Frame


STREET, MAIN_STREET, PATH = "#c8ccd0", "#a9aeb3", "#dcdfe2"
WATER, PARK, RAILWAY = "#b9d3e6", "#dfe9d6", "#7d8388"
PATHS_BELOW = 5.0  # metres a pixel: on a wider map paths are only noise
STREETS_BELOW = 30.0


def draw_ground(drawing: Drawing, frame: Frame, backdrop: Backdrop) -> None:
    """Draw the backdrop in the window of a frame, its outline last."""
    drawing.path(frame.path(backdrop.outline), fill=palette.LAND)
    drawing.path(_data(frame, backdrop.boundaries), fill="none", stroke=palette.FAINT)
    drawing.path(_data(frame, backdrop.parks), fill=PARK)
    drawing.path(_data(frame, backdrop.water), fill=WATER)
    _line(drawing, frame, backdrop.rivers, WATER, 2.0)
    if frame.metres < PATHS_BELOW:
        _line(drawing, frame, backdrop.paths, PATH, 0.8)
    if frame.metres < STREETS_BELOW:
        wide = 2.2 if frame.metres < PATHS_BELOW else 1.0 if frame.metres < 10 else 0.6
        _line(drawing, frame, backdrop.streets, STREET, wide)
    _line(drawing, frame, backdrop.main_streets, MAIN_STREET, 2.4)
    rails = _data(frame, backdrop.railways)
    drawing.path(rails, fill="none", stroke=RAILWAY, stroke_width=2.4)
    drawing.path(rails, fill="none", stroke=palette.PAPER, stroke_width=1.2, stroke_dasharray="5 5")
    drawing.path(
        frame.path(backdrop.outline), fill="none", stroke=palette.QUIET_INK, stroke_width=1.2
    )


def _line(
    drawing: Drawing, frame: Frame, shapes: Iterable[shapely.Geometry], colour: str, width: float
) -> None:
    drawing.path(
        _data(frame, shapes), fill="none", stroke=colour, stroke_width=width,
        stroke_linejoin="round",
    )  # fmt: skip


def _data(frame: Frame, shapes: Iterable[shapely.Geometry]) -> str:
    return "".join(frame.path(shape, simplify=0.9) for shape in shapes)
