"""The map of delivery on a beat: each hot spot shaded by the share of planned minutes it had."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from beatwise.publication.charts import palette
from beatwise.publication.charts.strip import SHADES
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.maps.frame import Bounds, Frame, distance_words, scale_bar


MARGIN_M = 150.0
STEPS = (0.0, 0.5, 0.8, 1.1)  # shares from which a hot spot has the next shade


@dataclass(frozen=True, slots=True)
class SpotOnMap:
    """A hot spot on the map: its number, outline in BNG metres, share of plan; None: no data."""

    number: int
    outline: shapely.Geometry
    share: float | None


def delivery_map(
    spots: Sequence[SpotOnMap],
    ways: Sequence[shapely.Geometry],
    *,
    width: int,
    tallest: int = 420,
) -> str:
    """Draw the hot spots of a beat over its planned ways, as SVG."""
    west, south, east, north = shapely.union_all([s.outline for s in spots]).bounds
    around = Bounds(west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M)
    frame = Frame.around(around, width=width, tallest=tallest)
    drawing = Drawing(frame.width, frame.height, background=palette.LAND)
    for way in ways:
        drawing.path(frame.path(way), fill="none", stroke="#c8ccd0", stroke_width=2)
    for spot in spots:
        _spot(drawing, frame, spot)
    for spot in spots:
        x, y = frame.point(spot.outline.centroid.x, spot.outline.centroid.y)
        drawing.circle(x, y, 10, fill=palette.DARK_PINK, stroke=palette.PAPER, stroke_width=1.5)
        drawing.text(x, y + 4.5, str(spot.number), weight="bold", fill=palette.PAPER, size=12)
        if spot.share is not None:
            drawing.text(x, y + 25, f"{100 * spot.share:.0f} %", size=12, weight="bold", halo=True)
        else:
            drawing.text(x, y + 25, "no data", size=12, halo=True)
    metres, pixels = scale_bar(frame.metres, frame.width * 0.25)
    drawing.line(12, frame.height - 12, 12 + pixels, frame.height - 12, stroke=palette.INK)
    drawing.text(18 + pixels, frame.height - 8, distance_words(metres), anchor="start", halo=True)
    return drawing.done()


def _spot(drawing: Drawing, frame: Frame, spot: SpotOnMap) -> None:
    path = frame.path(spot.outline, simplify=0.2)
    if spot.share is None:
        drawing.path(path, fill=palette.PAPER, stroke=palette.QUIET_INK, stroke_dasharray="4 3")
        return
    shade = sum(spot.share >= step for step in STEPS)
    fill = SHADES[min(shade, len(SHADES) - 1)]
    drawing.path(path, fill=fill, fill_opacity=0.85, stroke=palette.DARK_BLUE, stroke_width=1.5)
