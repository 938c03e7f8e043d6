"""A map of many towns: a circle each, filled by a share, open where there is no figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.formats.document import Block, Bullets, Figure, Heading, Table
from beatwise.publication.maps.frame import Bounds, Frame, distance_words, scale_bar


LARGEST, SMALLEST = 9.0, 2.5  # radius in pixels
WIDE, NARROW, TALLEST = 640, 300, 760  # pixels
KEY = 26  # height of the line below the map


class TownMark(NamedTuple):
    """A town on the map: its middle (BNG metres) and its share of the largest, None for none."""

    easting: float
    northing: float
    share: float | None


def towns_map(towns: Sequence[TownMark], *, width: int, tallest: int) -> str:
    """Draw towns as SVG; a circle's area follows the share, and smaller ones lie on top."""
    east, north = [town.easting for town in towns], [town.northing for town in towns]
    bounds = Bounds(min(east), min(north), max(east), max(north))
    frame = Frame.around(bounds, width=width, tallest=tallest)
    drawing = Drawing(frame.width, frame.height + KEY)
    for town in sorted(towns, key=lambda one: -(one.share or 0.0)):
        x, y = frame.point(town.easting, town.northing)
        if town.share is None:
            drawing.circle(x, y, SMALLEST, fill=palette.PAPER, stroke=palette.DARK_GREY)
            continue
        radius = max(SMALLEST, LARGEST * town.share**0.5)
        drawing.circle(x, y, radius, fill=palette.DARK_BLUE, fill_opacity=0.55,
                       stroke=palette.PAPER)  # fmt: skip
    metres, pixels = scale_bar(frame.metres, frame.width / 3)
    y = frame.height + KEY / 2
    drawing.line(14, y, 14 + pixels, y, stroke=palette.INK, stroke_width=2)
    drawing.text(22 + pixels, y + 4, distance_words(metres), anchor="start")
    return drawing.done()


def towns_figure(name: str, caption: str, towns: Sequence[TownMark], table: Table) -> Figure:
    """Return the map of towns for a wide and a narrow page, with the table of its numbers."""
    return Figure(
        name=name,
        caption=caption,
        alt="A map of the towns. The table below holds the numbers.",
        wide=towns_map(towns, width=WIDE, tallest=TALLEST),
        narrow=towns_map(towns, width=NARROW, tallest=TALLEST),
        table=table,
    )


def left_out(heading: str, reasons: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Yield the towns that a page leaves out, each with its reason; nothing where it has all."""
    if reasons:
        yield Heading(heading)
        yield Bullets(tuple(f"{town}: {reason}" for town, reason in reasons))
