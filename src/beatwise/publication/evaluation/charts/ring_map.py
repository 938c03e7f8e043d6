"""Where patrols and comparisons are, with their rings: one panel for each cluster of areas."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from beatwise.evaluation.protocol.buffers import rings
from beatwise.evaluation.protocol.protocol import ProtocolArea
from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.maps.frame import Bounds, Frame, distance_words, scale_bar


APART_M = 2500.0
MOST_PANELS = 12


def ring_map(areas: Sequence[ProtocolArea], ring_m: float, *, width: int) -> str:
    """Draw the areas with their rings as SVG; numbers are rows of the table of areas."""
    shapes = [area.geometry for area in areas]
    around = rings(shapes, ring_m)
    groups = clusters(shapes)[:MOST_PANELS]
    columns = 1 if width < 400 else min(3, len(groups))
    side = (width - 8 * (columns - 1)) / columns
    high = side * (0.8 if columns > 1 else 0.62)
    rows = -(-len(groups) // columns)
    drawing = Drawing(width, rows * (high + 8) + 24)
    for at, group in enumerate(groups):
        corner = (at % columns) * (side + 8), (at // columns) * (high + 8)
        _panel(drawing, corner, (side, high), group, areas, around)
    _key(
        drawing,
        rows * (high + 8) + 16,
        compared=not all(area.treated for area in areas),
        narrow=width < 400,
    )
    return drawing.done()


def clusters(shapes: Sequence[shapely.Geometry]) -> list[list[int]]:
    """Return areas that lie within 2.5 km of one another, chained, largest cluster first."""
    left, groups = list(range(len(shapes))), []
    while left:
        group = [left.pop(0)]
        for member in group:
            near = [o for o in left if shapes[o].distance(shapes[member]) < APART_M]
            group += near
            left = [o for o in left if o not in near]
        groups.append(sorted(group))
    return sorted(groups, key=lambda g: (-len(g), g))


def _panel(
    drawing: Drawing,
    corner: tuple[float, float],
    size: tuple[float, float],
    group: Sequence[int],
    areas: Sequence[ProtocolArea],
    around: Sequence[shapely.Geometry],
) -> None:
    bounds = Bounds(*shapely.union_all([around[i] for i in group]).bounds)
    frame = Frame.around(bounds, width=int(size[0]), tallest=int(size[1]), margin=14)
    drop = corner[1] + (size[1] - frame.height) / 2
    moved = Frame(
        frame.left - corner[0] * frame.metres, frame.top + drop * frame.metres, frame.metres,
        frame.width, frame.height,
    )  # fmt: skip
    drawing.rect(*corner, *size, fill=palette.LAND, stroke=palette.RULE)
    for i in group:
        drawing.path(_path(moved, around[i]), fill="#fff", stroke=palette.QUIET_INK,
                     stroke_dasharray="3 2", fill_rule="evenodd")  # fmt: skip
    for i in group:
        area = areas[i]
        drawing.path(
            _path(moved, area.geometry), fill=palette.DARK_BLUE if area.treated else palette.PAPER,
            stroke=palette.DARK_BLUE if area.treated else palette.INK, stroke_width=1.5,
        )  # fmt: skip
        x, y = moved.point(area.geometry.centroid.x, area.geometry.centroid.y)
        drawing.text(x, y + 4, str(i + 1), size=11, weight="bold",
                     fill=palette.PAPER if area.treated else palette.INK)  # fmt: skip
    metres, pixels = scale_bar(moved.metres, size[0] / 4)
    x, y = corner[0] + 8, corner[1] + size[1] - 8
    drawing.line(x, y, x + pixels, y, stroke=palette.INK, stroke_width=2)
    drawing.text(x + pixels + 4, y + 3, distance_words(metres), anchor="start", size=11, halo=True)


def _path(frame: Frame, shape: shapely.Geometry) -> str:
    return frame._data(shapely.simplify(shape, 0.5 * frame.metres))


def _key(drawing: Drawing, y: float, *, compared: bool, narrow: bool) -> None:
    step = 95 if narrow else 150
    drawing.rect(2, y - 10, 12, 12, fill=palette.DARK_BLUE)
    drawing.text(19, y, "patrolled", anchor="start", size=12)
    if compared:
        drawing.rect(2 + step, y - 10, 12, 12, fill=palette.PAPER, stroke=palette.INK)
        drawing.text(19 + step, y, "comparison", anchor="start", size=12)
    at = (2 if compared else 1) * step
    drawing.rect(2 + at, y - 10, 12, 12, fill=palette.PAPER, stroke=palette.QUIET_INK,
                 stroke_dasharray="3 2")  # fmt: skip
    drawing.text(19 + at, y, "ring", anchor="start", size=12)
