"""Areas and streets as GeoJSON in longitude and latitude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import shapely

from beatwise.places.areas import Area
from beatwise.places.projection import to_degrees
from beatwise.simulation import county_tables
from beatwise.simulation.county import County
from beatwise.simulation.town.streets import Street
from beatwise.simulation.write.lines import document, numbers


def map_files(county: County) -> Iterator[tuple[str, bytes]]:
    """Yield the area layers and the streets."""
    yield "areas/towns.geojson", _areas(county_tables.towns(county))
    yield "areas/town-centres.geojson", _areas(county_tables.town_centres(county))
    yield "areas/lsoa.geojson", _areas(county_tables.zone_areas(county), "LSOA21CD", "LSOA21NM")
    yield "areas/hot-spots.geojson", _hot_spots(county)
    yield "streets.geojson", _streets(county)


def _areas(areas: list[Area], id_field: str = "id", label_field: str = "name") -> bytes:
    return _collection(
        [_feature({id_field: a.id, label_field: a.label}, _shape(a.geometry)) for a in areas]
    )


def _hot_spots(county: County) -> bytes:
    features = []
    for hot, area in zip(county.hot_spots, county_tables.hot_spot_areas(county), strict=True):
        role = "patrolled" if hot.patrolled else "comparison"
        named = {"id": area.id, "name": area.label, "role": role}
        features.append(_feature(named, _shape(area.geometry)))
    return _collection(features)


def _streets(county: County) -> bytes:
    features = []
    for history in county.histories:
        for street in history.town.streets:
            named = {"name": street.name, "town": history.town.name, "highway": _class(street)}
            line = {"type": "LineString", "coordinates": _degrees(street.line)}
            features.append(_feature(named, line))
    return _collection(features)


def _class(street: Street) -> str:
    return "tertiary" if street.central else "residential"


def _shape(geometry: shapely.Geometry) -> dict[str, object]:
    parts = [[_degrees(_turned(p))] for p in shapely.get_parts(geometry) if p.area > 0]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _turned(polygon: shapely.Polygon) -> np.ndarray:
    """The outer ring anticlockwise, as GeoJSON wants it."""
    ring = shapely.get_coordinates(polygon.exterior)
    return ring if polygon.exterior.is_ccw else ring[::-1]


def _degrees(points: np.ndarray) -> list[list[float]]:
    lon, lat = to_degrees(points[:, 0], points[:, 1])
    return [list(pair) for pair in zip(numbers(lon, 6), numbers(lat, 6), strict=True)]


def _feature(properties: dict[str, str], geometry: Mapping[str, object]) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _collection(features: list[dict[str, object]]) -> bytes:
    return document({"type": "FeatureCollection", "features": features})
