"""The map of a town: outline, boundaries or streets, map points, and numbered hot spots."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
import shapely.ops

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import Backdrop, ListedHotSpot, MapPoint
from beatwise.publication.maps.frame import Bounds, Frame, distance_words, scale_bar
from beatwise.publication.maps.ground_layers import draw_ground
from beatwise.publication.maps.labels import Box, Label, place
from beatwise.publication.maps.printed_names import draw_names


CLOSEST_M = 1200.0  # a closer map still shows enough around to know the place
LARGEST_POINT = 11.0
SMALLEST_POINT = 1.6
NUMBER = 10.0  # radius of a hot spot's number


def town_map(
    backdrop: Backdrop,
    spots: Sequence[ListedHotSpot],
    points: Sequence[MapPoint],
    *,
    width: int,
    tallest: int,
    close: bool = False,
) -> str:
    """Draw a town as SVG; ``close`` draws only the part that holds the hot spots.

    Points are circles whose area follows the count; they are map points, not addresses, and the
    figure around must say so.
    """
    frame = Frame.around(_bounds(backdrop, spots, close=close), width=width, tallest=tallest)
    drawing = Drawing(frame.width, frame.height)
    draw_ground(drawing, frame, backdrop)
    _spots(drawing, frame, spots)
    numbers = _number_labels(frame, spots)
    in_use = [shapely.Point(label.x, label.y).buffer(NUMBER + 2) for label in numbers]
    draw_names(drawing, frame, backdrop, [spot.geometry for spot in spots], in_use)
    _points(drawing, frame, points)
    _outlines(drawing, frame, spots)
    _numbers(drawing, frame, spots, numbers)
    _scale(drawing, frame)
    _north(drawing, frame)
    drawing.rect(0.5, 0.5, frame.width - 1, frame.height - 1, fill="none", stroke=palette.RULE)
    return drawing.done()


def needs_close_view(backdrop: Backdrop, spots: Sequence[ListedHotSpot]) -> bool:
    """Say whether the hot spots fill so little of the town that a closer map helps."""
    if not spots:
        return False
    whole, part = backdrop.outline.bounds, shapely.union_all([s.geometry for s in spots]).bounds
    return max(_size(part)) < 0.45 * max(_size(whole))


def point_radius(count: int, most: int, largest: float = LARGEST_POINT) -> float:
    """Return a circle's radius in pixels, so that its area follows the count."""
    if count <= 0 or most <= 0:
        return 0.0
    return max(SMALLEST_POINT, largest * (count / most) ** 0.5)


def _bounds(backdrop: Backdrop, spots: Sequence[ListedHotSpot], *, close: bool) -> Bounds:
    if close and spots:
        west, south, east, north = shapely.union_all([s.geometry for s in spots]).bounds
        across = max(120.0, (CLOSEST_M - (east - west)) / 2)
        up = max(120.0, (CLOSEST_M - (north - south)) / 2)
        return Bounds(west - across, south - up, east + across, north + up)
    shapes = [backdrop.outline, *(s.geometry for s in spots)]
    return Bounds(*shapely.union_all([shapely.box(*shape.bounds) for shape in shapes]).bounds)


def _size(bounds: tuple[float, float, float, float]) -> tuple[float, float]:
    return bounds[2] - bounds[0], bounds[3] - bounds[1]


def _spots(drawing: Drawing, frame: Frame, spots: Sequence[ListedHotSpot]) -> None:
    for spot in spots:
        drawing.path(
            frame.path(spot.geometry, simplify=0.2),
            fill=palette.ORANGE,
            fill_opacity=0.3,
        )


def _outlines(drawing: Drawing, frame: Frame, spots: Sequence[ListedHotSpot]) -> None:
    for spot in spots:
        drawing.path(
            frame.path(spot.geometry, simplify=0.2),
            fill="none",
            stroke=palette.DARK_PINK,
            stroke_width=2 if frame.width >= 500 else 1.5,
            stroke_linejoin="round",
        )


def _points(drawing: Drawing, frame: Frame, points: Sequence[MapPoint]) -> None:
    most = max((p.count for p in points), default=0)
    largest = LARGEST_POINT if frame.width >= 500 else 0.5 * LARGEST_POINT
    for point in sorted(points, key=lambda p: (-p.count, p.easting, p.northing)):
        x, y = frame.point(point.easting, point.northing)
        if 0 <= x <= frame.width and 0 <= y <= frame.height:
            drawing.circle(
                x, y, point_radius(point.count, most, largest),
                fill=palette.DARK_BLUE, fill_opacity=0.75, stroke=palette.PAPER, stroke_width=0.6,
            )  # fmt: skip


def _number_labels(frame: Frame, spots: Sequence[ListedHotSpot]) -> tuple[Label, ...]:
    anchors = [frame.point(s.geometry.centroid.x, s.geometry.centroid.y) for s in spots]
    reach = [max(_size(s.geometry.bounds)) / 2 / frame.metres for s in spots]
    north = Box(frame.width - 30.0, 0.0, float(frame.width), 48.0)
    scale = Box(0.0, frame.height - 26.0, frame.width * 0.25 + 60, float(frame.height))
    return place(
        anchors, radius=NUMBER, reach=reach, width=frame.width, height=frame.height,
        in_use=(north, scale),
    )  # fmt: skip


def _numbers(
    drawing: Drawing, frame: Frame, spots: Sequence[ListedHotSpot], labels: Sequence[Label]
) -> None:
    for spot, label in zip(spots, labels, strict=True):
        near = shapely.ops.nearest_points(
            spot.geometry, shapely.Point(*frame.place(label.x, label.y))
        )[0]
        drawing.line(
            *frame.point(near.x, near.y), label.x, label.y,
            stroke=palette.DARK_PINK, stroke_width=1.2,
        )  # fmt: skip
    for spot, label in zip(spots, labels, strict=True):
        drawing.circle(
            label.x, label.y, NUMBER, fill=palette.DARK_PINK, stroke=palette.PAPER, stroke_width=1.5
        )
        drawing.text(
            label.x, label.y + 4.5, str(spot.rank), weight="bold", fill=palette.PAPER, size=13
        )


def _scale(drawing: Drawing, frame: Frame) -> None:
    metres, pixels = scale_bar(frame.metres, frame.width * 0.25)
    words = distance_words(metres)
    x, y = 12.0, frame.height - 12.0
    plate = pixels + 14 + 7 * len(words)  # so that an outline does not run through the words
    drawing.rect(x - 5, y - 13, plate, 20, fill="#ffffff", fill_opacity=0.85)
    drawing.line(x, y, x + pixels, y, stroke=palette.INK, stroke_width=2)
    for end in (x, x + pixels):
        drawing.line(end, y - 5, end, y + 1, stroke=palette.INK, stroke_width=2)
    drawing.text(x + pixels + 6, y + 2, words, anchor="start", halo=True)


def _north(drawing: Drawing, frame: Frame) -> None:
    x, y = frame.width - 18.0, 14.0
    drawing.path(f"M{x:g},{y:g}l6,16l-6,-4l-6,4Z", fill=palette.INK)
    drawing.text(x, y + 31, "N", weight="bold", halo=True)
