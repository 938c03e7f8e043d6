"""The outline of a hot spot: cells joined, clipped to the area, without holes or necks."""

from __future__ import annotations

import numpy as np
import shapely


_GRID_M = 0.01  # outlines are kept to the centimetre, so that a file gives back the same shape
_NECK_M = 40.0  # narrower than this is not one place


def outline(
    parts: list[shapely.Geometry], area: shapely.Geometry, gap_m: float
) -> shapely.Polygon | None:
    """Return the parts as one polygon inside ``area``, BNG metres; None if they are not one place.

    Gaps up to ``gap_m`` between the parts are closed and holes filled. Parts that hang together
    only by a neck narrower than 40 m are not one place.
    """
    if len(parts) == 1 and shapely.contains_properly(area, parts[0]):
        return shapely.Polygon(np.round(shapely.get_coordinates(parts[0]), 2))
    joined = shapely.union_all(parts)
    if len(parts) > 1:
        half = gap_m / 2 + 0.05
        closed = shapely.buffer(joined, half, join_style="mitre")
        joined = shapely.union(joined, shapely.buffer(closed, -half, join_style="mitre"))
    clipped = shapely.intersection(joined, area)
    shape = _filled(shapely.set_precision(clipped, _GRID_M), area)
    if shape is None:
        return None
    open_ = shapely.buffer(shape, -_NECK_M / 2)
    return shape if isinstance(open_, shapely.Polygon) and not open_.is_empty else None


def _filled(shape: shapely.Geometry, area: shapely.Geometry) -> shapely.Polygon | None:
    """Fill holes (but not those of the area itself); None unless it is one piece."""
    pieces = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    pieces = [p for p in pieces if p.area > 1.0]
    if len(pieces) != 1:
        return None
    whole = shapely.Polygon(pieces[0].exterior)
    if whole.area - pieces[0].area < 1e-6:
        return pieces[0]
    clipped = shapely.set_precision(shapely.intersection(whole, area), _GRID_M)
    return clipped if isinstance(clipped, shapely.Polygon) else pieces[0]
