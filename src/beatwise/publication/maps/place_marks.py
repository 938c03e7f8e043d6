"""A map of places that were visited: a star for one kind of visit, a pin for every other.

Under the marks lie the outlines of areas, where there are any; the window then shows all of them,
so that the map of one month looks like that of the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing


METRES_A_DEGREE = 111_320.0  # of latitude; a county is small enough to be drawn flat
LEAST_M = 3000.0
EDGE = 36.0  # pixels round the marks
STAR, PIN = 11.0, 6.5  # pixels from the middle to the edge
LETTER = 7.5  # pixels that a letter of a name takes, about
STEP = 0.7  # pixels between two corners of an outline that are worth drawing apart
Ring = Sequence[tuple[float, float]]
Point = tuple[float, float]  # pixels


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A mark on the map: latitude and longitude in degrees, its area's name, star or pin."""

    latitude: float
    longitude: float
    area: str
    star: bool


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """An area's name and its rings, holes among them: (longitude, latitude) in degrees."""

    name: str
    rings: Sequence[Ring]


@dataclass(frozen=True, slots=True)
class _Window:
    """What of the country a drawing shows: pixels of a place, and how large it is."""

    flat: float  # metres of a degree of longitude for one of latitude
    left: float
    top: float
    metres: float  # of a pixel
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Return a place in pixels."""
        x, y = _metres(longitude, latitude, self.flat)
        return (x - self.left) / self.metres, (y - self.top) / self.metres


def place_map(
    marks: Sequence[PlaceMark],
    outlines: Sequence[AreaOutline] = (),
    *,
    width: int,
    tallest: int = 460,
) -> str:
    """Draw the marks to scale as SVG, each area's name above its marks or within its outline.

    ``ValueError`` without any mark: there is nothing to show.
    """
    if not marks:
        raise ValueError("a map without marks")
    corners = [corner for outline in outlines for ring in outline.rings for corner in ring]
    places = [(mark.longitude, mark.latitude) for mark in marks]
    window = _window([*places, *corners], width, tallest)
    drawing = Drawing(width, window.height, background=palette.BAND if corners else palette.LAND)
    for outline in outlines:
        drawing.path(_path(outline, window), fill=palette.LAND, fill_rule="evenodd",
                     stroke=palette.RULE, stroke_width=1)  # fmt: skip
    points = [window.at(*place) for place in places]
    _draw_marks(drawing, marks, points)
    _draw_names(drawing, outlines, window, _middles(marks, points, width))
    _draw_scale(drawing, window)
    return drawing.done()


def _draw_marks(drawing: Drawing, marks: Sequence[PlaceMark], points: Sequence[Point]) -> None:
    order = sorted(range(len(marks)), key=lambda at: marks[at].star)
    for mark, (x, y) in ((marks[at], points[at]) for at in order):
        if mark.star:
            drawing.path(_star(x, y), fill=palette.ORANGE, stroke=palette.INK, stroke_width=1)
        else:
            drawing.circle(x, y, PIN, fill=palette.DARK_BLUE, stroke=palette.PAPER, stroke_width=1)


def _draw_names(
    drawing: Drawing, outlines: Sequence[AreaOutline], window: _Window, middles: dict[str, Point]
) -> None:
    """Write the name of each area with marks, and of others that have the room for it."""
    for outline in outlines:
        if outline.name not in middles:
            (west, south), (east, north) = _box(outline, window)
            if east - west > LETTER * len(outline.name):
                drawing.text((west + east) / 2, (south + north) / 2, outline.name, size=12,
                             fill=palette.QUIET_INK, halo=True)  # fmt: skip
    for area, (x, y) in middles.items():
        drawing.text(x, max(14.0, y - STAR - 4), area, size=13, weight="bold", halo=True)


def _draw_scale(drawing: Drawing, window: _Window) -> None:
    kilometres = max(
        (km for km in (1, 2, 5, 10, 20, 50) if km * 1000 / window.metres < drawing.width / 3),
        default=1,
    )
    long, y = kilometres * 1000 / window.metres, drawing.height - 12
    drawing.line(12, y, 12 + long, y, stroke=palette.INK)
    drawing.text(18 + long, y + 4, f"{kilometres} km", anchor="start", halo=True)


def _window(places: Sequence[tuple[float, float]], width: int, tallest: int) -> _Window:
    """Return the window of some (longitude, latitude) in degrees, with an edge round them."""
    flat = math.cos(math.radians(sum(latitude for _, latitude in places) / len(places)))
    flattened = [_metres(*place, flat) for place in places]
    xs, ys = [x for x, _ in flattened], [y for _, y in flattened]
    across, down = max(max(xs) - min(xs), LEAST_M), max(max(ys) - min(ys), LEAST_M)
    metres = max(across / (width - 2 * EDGE), down / (tallest - 2 * EDGE))
    height = down / metres + 2 * EDGE
    left = (min(xs) + max(xs)) / 2 - metres * width / 2
    top = (min(ys) + max(ys)) / 2 - metres * height / 2
    return _Window(flat, left, top, metres, height)


def _metres(longitude: float, latitude: float, flat: float) -> tuple[float, float]:
    return longitude * flat * METRES_A_DEGREE, -latitude * METRES_A_DEGREE


def _path(outline: AreaOutline, window: _Window) -> str:
    """Return an outline as path data, without corners that a pixel would hide."""
    parts = []
    for ring in outline.rings:
        corners: list[Point] = []
        for corner in ring:
            point = window.at(*corner)
            if not corners or math.dist(point, corners[-1]) >= STEP:
                corners.append(point)
        if len(corners) > 2:
            parts.append(f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in corners)}Z")
    return "".join(parts)


def _box(outline: AreaOutline, window: _Window) -> tuple[Point, Point]:
    """Return two opposite corners of an outline's largest part, in pixels."""
    ring = max(outline.rings, key=len)
    points = [window.at(*corner) for corner in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), max(ys)), (max(xs), min(ys))


def _middles(marks: Sequence[PlaceMark], points: Sequence[Point], width: int) -> dict[str, Point]:
    """Return the middle above each area's marks, in pixels, kept within the drawing's sides."""
    by_area: dict[str, list[Point]] = {}
    for mark, point in zip(marks, points, strict=True):
        by_area.setdefault(mark.area, []).append(point)
    middles = {}
    for area, own in by_area.items():
        half = 4.0 * len(area)
        x = sum(each for each, _ in own) / len(own)
        middles[area] = (min(max(x, half), max(width - half, half)), min(y for _, y in own))
    return middles


def _star(x: float, y: float) -> str:
    """Return a star of five points as path data."""
    corners = []
    for at in range(10):
        reach = STAR if at % 2 == 0 else STAR * 0.45
        turn = math.pi * at / 5
        corners.append(f"{x + reach * math.sin(turn):.1f},{y - reach * math.cos(turn):.1f}")
    return f"M{'L'.join(corners)}Z"
