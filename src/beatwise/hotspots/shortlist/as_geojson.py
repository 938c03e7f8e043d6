"""Geometries in British National Grid metres as GeoJSON in WGS84."""

from __future__ import annotations

import json

import numpy as np
import shapely

from beatwise.places.projection import to_degrees


def degrees(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a BNG geometry in WGS84, to seven decimals (a centimetre)."""

    def turned(at: np.ndarray) -> np.ndarray:
        longitude, latitude = to_degrees(at[:, 0], at[:, 1])
        return np.round(np.column_stack([longitude, latitude]), 7)

    return shapely.transform(shape, turned)


def geojson(shape: shapely.Geometry) -> dict[str, object]:
    """Return a geometry as a GeoJSON mapping, outer rings counter-clockwise (RFC 7946)."""
    oriented = shapely.orient_polygons(shape, exterior_cw=False)
    mapping: dict[str, object] = json.loads(shapely.to_geojson(oriented))
    return mapping
