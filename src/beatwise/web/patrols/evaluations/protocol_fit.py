"""Is a protocol about this programme? Its patrolled months and places against those of the plan.

Places are compared as rectangles around outlines: enough to tell another town from this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from beatwise.clock import MonthRange
from beatwise.errors import Conflict
from beatwise.evaluation.document_table import Table
from beatwise.web.patrols.degrees import point_in_degrees
from beatwise.web.patrols.models import HotSpot, Programme


# Two numbers side by side. It never tries a shorter number: a text of digits costs their length.
_POINT = re.compile(
    r"(?<![\d.eE+-])(-?\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+)\s++(-?\d++(?:\.\d++)?+(?:[eE][+-]?\d++)?+)"
)
_NEXT_STEP = "Give the result of an evaluation of this programme."
FURTHEST = 2_000_000  # metres on the grid, beyond which nothing of the country lies
Box = tuple[float, float, float, float]  # west, south, east, north


def check_fit(programme: Programme, protocol: Table, place: str) -> None:
    """Raise ``Conflict`` for a protocol of other months or of other places than the programme's.

    Raises ``ValueError`` or its kin, or ``UsageError``, where the protocol says neither.
    """
    months = MonthRange.parse(protocol["periods"]["patrols"])
    begins, ends = months.first.first_day, months.last.last_day
    spots = list(programme.spots.all())
    first = min((programme.first, *(spot.valid_from for spot in spots)))
    if ends < first or begins > programme.last:
        raise Conflict(
            f"this evaluates patrols of {months.words}, when '{programme}' had none.",
            place=place,
            next_step=_NEXT_STEP,
        )
    boxes = [_area(area) for area in protocol["area"] if area["role"] == "treated"]
    if not any(_meet(box, own) for own in map(_spot, spots) for box in boxes):
        raise Conflict(
            f"no place that this evaluates is a hot spot of '{programme}'.",
            place=place,
            next_step=_NEXT_STEP,
        )


def _area(area: Table) -> Box:
    """Return the rectangle around an area, from the corners of its outline in metres."""
    box = _box((float(x), float(y)) for x, y in _POINT.findall(area["outline"]))
    if not all(abs(metres) < FURTHEST for metres in box):
        raise ValueError("an outline leaves the grid")
    west, south, east, north = box
    return _box(point_in_degrees(x, y) for x in (west, east) for y in (south, north))


def _spot(spot: HotSpot) -> Box:
    return _box([(spot.lon, spot.lat), *((point[0], point[1]) for point in spot.outline)])


def _box(points: Iterable[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
