"""Print the names of streets, stations and quarters where there is room on a map.

Streets that meet a hot spot come first, then stations and quarters, then main streets; a name that
would cross another is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely

from beatwise.publication.charts import palette
from beatwise.publication.charts.svg import Drawing
from beatwise.publication.findings import Backdrop, NamedLine
from beatwise.publication.maps.frame import Frame
from beatwise.publication.maps.street_directions import middle_of


STREET_SIZE, PLACE_SIZE = 9.0, 11.0
CLOSE = 8.0  # metres a pixel: on a wider map street names hide more than they tell
LETTER = 0.54  # of a letter's width to its height, on average


@dataclass(frozen=True, slots=True)
class PrintedName:
    """Words around a middle in pixels, turned clockwise in degrees."""

    words: str
    x: float
    y: float
    size: float
    turn: float
    colour: str

    @property
    def outline(self) -> shapely.Geometry:
        """The ground the words take."""
        wide, tall = LETTER * self.size * len(self.words) / 2 + 2, self.size / 2 + 1
        turn, corners = math.radians(self.turn), []
        for dx, dy in ((-wide, -tall), (wide, -tall), (wide, tall), (-wide, tall)):
            corners.append(
                (
                    self.x + dx * math.cos(turn) - dy * math.sin(turn),
                    self.y + dx * math.sin(turn) + dy * math.cos(turn),
                )
            )
        return shapely.Polygon(corners)


def draw_names(
    drawing: Drawing,
    frame: Frame,
    backdrop: Backdrop,
    spots: Sequence[shapely.Geometry],
    in_use: Sequence[shapely.Geometry],
) -> None:
    """Draw names, none across another, the edge or what is ``in_use`` (pixels)."""
    for name in names_with_room(frame, backdrop, spots, in_use):
        drawing.text(
            name.x, name.y + 0.35 * name.size if not name.turn else name.y, name.words,
            size=name.size, fill=name.colour, halo=True, turn=name.turn,
        )  # fmt: skip


def names_with_room(
    frame: Frame,
    backdrop: Backdrop,
    spots: Sequence[shapely.Geometry],
    in_use: Sequence[shapely.Geometry] = (),
) -> tuple[PrintedName, ...]:
    """Return the names that fit, the most useful first: 14 on a wide close map, else fewer."""
    most = (14 if frame.width >= 500 else 7) if frame.metres < CLOSE else 4
    window = shapely.box(3, 3, frame.width - 3, frame.height - 3)
    north = shapely.box(frame.width - 30, 0, frame.width, 48)
    scale = shapely.box(0, frame.height - 26, frame.width * 0.25 + 60, frame.height)
    ground_in_use = [north, scale, *in_use]
    names: list[PrintedName] = []
    for name in _candidates(frame, backdrop, spots):
        if len(names) == most:
            break
        outline = name.outline
        if window.contains(outline) and not any(outline.intersects(o) for o in ground_in_use):
            names.append(name)
            ground_in_use.append(outline)
    return tuple(names)


def _candidates(
    frame: Frame, backdrop: Backdrop, spots: Sequence[shapely.Geometry]
) -> Iterator[PrintedName]:
    ground = shapely.union_all(list(spots)) if spots else shapely.Point()
    window = frame.window
    here = [line for line in backdrop.street_names if line.geometry.intersects(window)]
    beside = [line for line in here if line.geometry.intersects(ground)]
    for line in sorted(beside if frame.metres < CLOSE else [], key=_by_length):
        yield from _along(frame, line, ground.envelope.buffer(60 * frame.metres))
    for place in backdrop.names:
        at = shapely.Point(place.easting, place.northing)
        if place.kind != "premises" and at.intersects(window):
            x, y = frame.point(place.easting, place.northing)
            size = PLACE_SIZE if place.kind == "place" else STREET_SIZE
            colour = palette.INK if place.kind == "place" else palette.QUIET_INK
            yield PrintedName(place.name, x, y, size, 0.0, colour)
    for line in sorted(here, key=_by_length):
        if line.is_main or len(here) < 40:
            yield from _along(frame, line, window)


def _by_length(line: NamedLine) -> tuple[bool, float, str]:
    return not line.is_main, -round(float(line.geometry.length), 1), line.name


def _along(frame: Frame, line: NamedLine, ground: shapely.Geometry) -> Iterator[PrintedName]:
    """Yield the name along the middle of the longest run of a street in some ground."""
    wide = LETTER * STREET_SIZE * len(line.name)
    part = line.geometry.intersection(ground.intersection(frame.window))
    middle = middle_of(part, wide * frame.metres / 2)
    if middle is not None and middle.length_m / frame.metres >= 0.6 * wide:
        x, y = frame.point(middle.easting, middle.northing)
        turn = round(middle.turn, 1)
        yield PrintedName(line.name, x, y, STREET_SIZE, turn, palette.DARK_GREY)
