"""Outlines of areas in degrees, light enough to be drawn on a page without a geometry library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from beatwise.places.areas import Area
from beatwise.places.projection import to_degrees


TOLERANCE_M = 60.0  # half a pixel of a map of sixty kilometres
SMALLEST_M2 = 4 * TOLERANCE_M**2  # islands and holes below it cannot be seen
Ring = list[tuple[float, float]]


def light_outlines(areas: Sequence[Area]) -> list[tuple[str, list[Ring]]]:
    """Return each area's name and rings: (longitude, latitude) in degrees to five decimals.

    An area is called by its label; where others have the same, by the full name in its file.
    The areas are simplified together, so that neighbours keep the border that they share. Corners
    lie at most ``TOLERANCE_M`` from where they were; an area keeps its largest ring however small.
    """
    coverage = shapely.coverage_simplify([area.geometry for area in areas], TOLERANCE_M)
    known = Counter(area.label for area in areas)
    return [
        (
            (area.full_label if known[area.label] > 1 else "") or area.label,
            [_degrees(ring) for ring in _rings(shape)],
        )
        for area, shape in zip(areas, coverage, strict=True)
    ]


def _rings(shape: shapely.Geometry) -> list[shapely.Geometry]:
    rings = sorted(_every_ring(shape), key=lambda ring: -shapely.Polygon(ring).area)
    large = [ring for ring in rings if shapely.Polygon(ring).area >= SMALLEST_M2]
    return large or rings[:1]


def _every_ring(shape: shapely.Geometry) -> Iterator[shapely.Geometry]:
    for part in shapely.get_parts(shape):
        yield part.exterior
        yield from part.interiors


def _degrees(ring: shapely.Geometry) -> Ring:
    corners = np.asarray(ring.coords)
    longitude, latitude = to_degrees(corners[:, 0], corners[:, 1])
    return [
        (round(float(x), 5), round(float(y), 5)) for x, y in zip(longitude, latitude, strict=True)
    ]
