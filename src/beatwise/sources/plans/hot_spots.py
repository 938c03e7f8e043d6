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
    where there is one. In the open data that ``beatwise brief`` writes only hot spots are read.
    """
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise BadInput(
            "this holds no hot spots.",
            place=str(path),
            next_step="Give the file that beatwise find --out wrote, or GeoJSON polygons.",
        )
    spots = [
        _one(feature, number, path)
        for number, feature in enumerate(features, start=1)
        if _is_spot(feature)
    ]
    if not spots:
        raise BadInput(
            "this holds no hot spots.", place=str(path),
            next_step="Give the list that beatwise find --out or beatwise brief wrote.",
        )  # fmt: skip
    return spots


def _is_spot(feature: JsonObject) -> bool:
    """Say whether a feature is a hot spot: by its ``kind``, where it has one."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    kind = properties.get("kind") if isinstance(properties, dict) else None
    return kind not in ("area", "map point", "place")


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
    counts = properties.get("counts") or _of_one_type(properties)
    if not isinstance(counts, dict) or not all(_count(v) for v in counts.values()):
        raise BadInput("counts are whole numbers by type, 0 or more.", place=f"{place}, counts")
    return HotSpotEntry(
        name,
        str(properties.get("name") or properties.get("near") or name),
        shape,
        counts,
        str(path),
    )


def _of_one_type(properties: JsonObject) -> JsonObject:
    """Return the counts of a hot spot in a brief's open data, where each type is a feature."""
    kind, count = properties.get("type"), properties.get("incidents")
    return {str(kind): count} if properties.get("kind") == "hot spot" and kind else {}


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
