"""Street segments and polygons as units."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from beatwise.places.areas import Area
from beatwise.places.units import UnitKind, Units


def of_streets(
    lines: Sequence[shapely.Geometry],
    names: Sequence[str],
    area: shapely.Geometry,
    limit_m: float = 50.0,
) -> Units:
    """Return the street segments that touch ``area``, whole (a street is not cut at a boundary).

    Parameters
    ----------
    lines
        LineStrings in BNG metres, one a segment (junction to junction).
    names
        Street names, same length.
    area
        Polygon or multipolygon, BNG metres.
    limit_m
        How far from a segment an incident may lie and still be counted on it.
    """
    geometry = np.asarray(lines, dtype=object)
    shapely.prepare(area)
    touching = np.flatnonzero(shapely.intersects(area, geometry))
    middle = shapely.line_interpolate_point(geometry[touching], 0.5, normalized=True)
    ids = [f"segment:{i}:{names[i]}" for i in touching.tolist()]
    return Units(
        kind="segment",
        size_m=float("nan"),
        ids=np.array(ids, dtype=str),
        x=shapely.get_x(middle),
        y=shapely.get_y(middle),
        area_m2=np.zeros(len(touching)),
        geometry=geometry[touching],
        limit_m=limit_m,
    )


def of_polygons(areas: Sequence[Area], within: shapely.Geometry, kind: UnitKind) -> Units:
    """Return gathered polygons (LSOAs, or your own) clipped to ``within``, in the order given."""
    geometry = np.array([area.geometry for area in areas], dtype=object)
    shapely.prepare(within)
    touching = np.flatnonzero(shapely.intersects(within, geometry))
    clipped = shapely.intersection(geometry[touching], within)
    extent = shapely.area(clipped)
    of_size = np.flatnonzero(extent > 1.0)
    centre = shapely.centroid(clipped[of_size])
    return Units(
        kind=kind,
        size_m=float("nan"),
        ids=np.array([areas[touching[i]].id for i in of_size], dtype=str),
        x=shapely.get_x(centre),
        y=shapely.get_y(centre),
        area_m2=extent[of_size],
        geometry=clipped[of_size],
    )
