"""Where along a street its name goes, and how it is turned."""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely


@dataclass(frozen=True, slots=True)
class StreetMiddle:
    """The middle of a street's longest run (BNG metres), its turn and length.

    ``turn`` is in degrees, clockwise, from −90 to 90 so that words are not upside down.
    """

    easting: float
    northing: float
    turn: float
    length_m: float


def middle_of(geometry: shapely.Geometry, reach_m: float | None = None) -> StreetMiddle | None:
    """Return the middle of the longest run of lines, None when there is none.

    The turn is taken between the points ``reach_m`` before and after it; a quarter of the run by
    default.
    """
    runs = [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
    if not runs:
        return None
    run = max(runs, key=lambda part: part.length)
    half, reach = run.length / 2, run.length / 4 if reach_m is None else reach_m
    start, end = (
        run.interpolate(max(0.0, min(at, run.length))) for at in (half - reach, half + reach)
    )
    turn = -math.degrees(math.atan2(end.y - start.y, end.x - start.x))
    turn += 180 if turn < -90 else -180 if turn > 90 else 0
    at = run.interpolate(half)
    return StreetMiddle(float(at.x), float(at.y), turn, float(run.length))
