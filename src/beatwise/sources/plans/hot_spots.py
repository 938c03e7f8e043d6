"""Read hot spots from plain GeoJSON polygons, for those who drew them elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.projection import to_grid
from beatwise.planning.beats.beats import HotSpotEntry
from beatwise.planning.saved_document import JsonObject


def plain_spots(document: object, path: Path) -> list[HotSpotEntry]:
    """Return the polygons of a GeoJSON document in WGS84 as hot spots of equal counts.

    ``id`` and ``name`` are read from the properties, and ``counts`` (a table of incidents by type)
    where there is one.
    """
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise BadInput(
            "this holds no hot spots.",
            place=str(path),
            next_step="Give the file that beatwise find --out wrote, or GeoJSON polygons.",
        )
    return [_one(feature, number, path) for number, feature in enumerate(features, start=1)]


def _one(feature: JsonObject, number: int, path: Path) -> HotSpotEntry:
    place = f"{path}, feature {number}"
    try:
        properties = feature.get("properties") or {}
        shape = shapely.geometry.shape(feature["geometry"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"this is not a GeoJSON feature ({error}).", place=place) from error
    if shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty:
        raise BadInput(f"a hot spot is a polygon, not a {shape.geom_type}.", place=place)
    west, south, east, north = shape.bounds
    if not (-9 <= west <= east <= 3 and 49 <= south <= north <= 61):
        raise BadInput(
            "the polygon does not lie in Great Britain, in degrees.", place=f"{place}, geometry",
            next_step="GeoJSON is longitude, latitude in WGS84.",
        )  # fmt: skip
    shape = shapely.transform(shape, lambda at: np.column_stack(to_grid(at[:, 0], at[:, 1])))
    name = str(properties.get("id") or properties.get("name") or f"{path.stem}-{number}")
    counts = properties.get("counts") or {}
    if not isinstance(counts, dict) or not all(_count(v) for v in counts.values()):
        raise BadInput("counts are whole numbers by type, 0 or more.", place=f"{place}, counts")
    return HotSpotEntry(name, str(properties.get("name") or name), shape, counts, str(path))


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
