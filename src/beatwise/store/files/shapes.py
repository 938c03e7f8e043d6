"""Areas, streets and map features as GeoPackage layers in British National Grid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from beatwise.errors import Conflict
from beatwise.places.areas import Area, Bounds
from beatwise.places.map_features import MapFeature
from beatwise.places.streets import Street


CRS = "EPSG:27700"


def write_areas(areas: Sequence[Area], path: Path) -> None:
    """Write areas of one layer, with their id and their label, plain and as published."""
    fields = {
        "area_id": [area.id for area in areas],
        "label": [area.label for area in areas],
        "full_label": [area.full_label for area in areas],
    }
    _write([area.geometry for area in areas], fields, path, "MultiPolygon")


def read_areas(path: Path, layer: str) -> list[Area]:
    """Read the areas of one layer."""
    geometry, fields = _read(path)
    full = fields.get("full_label", [""] * len(geometry))  # workspaces made earlier have none
    rows = zip(fields["area_id"], fields["label"], geometry, full, strict=True)
    return [
        Area(str(key), str(label), layer, at, published or "") for key, label, at, published in rows
    ]


def write_streets(streets: Sequence[Street], path: Path) -> None:
    """Write streets of one layer, with their id, name and kind."""
    fields = {
        "street_id": [street.id for street in streets],
        "name": [street.name for street in streets],
        "kind": [street.kind for street in streets],
    }
    _write([street.geometry for street in streets], fields, path, "LineString")


def read_streets(path: Path, layer: str, within: Bounds | None = None) -> list[Street]:
    """Read the streets of one layer, all or those that meet a rectangle."""
    geometry, fields = _read(path, within)
    rows = zip(fields["street_id"], fields["name"], fields["kind"], geometry, strict=True)
    return [Street(str(key), str(name), str(kind), layer, shape) for key, name, kind, shape in rows]


def write_map_features(features: Sequence[MapFeature], path: Path) -> None:
    """Write the map features of one layer, with their id, name and kind."""
    fields = {
        "feature_id": [feature.id for feature in features],
        "name": [feature.name for feature in features],
        "kind": [feature.kind for feature in features],
    }
    _write([feature.geometry for feature in features], fields, path, "Unknown")


def read_map_features(path: Path, layer: str, within: Bounds | None = None) -> list[MapFeature]:
    """Read the map features of one layer, all or those that meet a rectangle."""
    geometry, fields = _read(path, within)
    rows = zip(fields["feature_id"], fields["name"], fields["kind"], geometry, strict=True)
    return [MapFeature(str(key), str(name), str(kind), layer, at) for key, name, kind, at in rows]


def _write(
    geometry: Sequence[shapely.Geometry], fields: dict[str, list[str]], path: Path, kind: str
) -> None:
    shapes = np.array(geometry, dtype=object)
    if kind == "MultiPolygon":
        single = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
        shapes[single] = shapely.multipolygons(shapes[single][:, None]) if single.any() else []
    try:
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(shapes),
            field_data=[np.array(values, dtype=object) for values in fields.values()],
            fields=list(fields),
            geometry_type=kind,
            crs=CRS,
            driver="GPKG",
            layer="features",
            dataset_options={"VERSION": "1.3"},
        )
    except (DataSourceError, DataLayerError) as error:
        raise Conflict(
            f"the layer cannot be written: the disk is full, or may not be written to ({error}).",
            place=str(path.parent),
            next_step="Make room, then gather it again; nothing half-done was kept.",
        ) from error


def _read(path: Path, within: Bounds | None = None) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    if not path.exists():  # said plainly, so that a reader can look at the catalogue again
        raise FileNotFoundError(path)
    meta, _, wkb, values = pyogrio.raw.read(
        path, layer="features", bbox=None if within is None else tuple(within)
    )
    geometry = shapely.from_wkb(wkb)
    one = (shapely.get_type_id(geometry) == shapely.GeometryType.MULTIPOLYGON) & (
        shapely.get_num_geometries(geometry) == 1
    )
    geometry[one] = shapely.get_geometry(geometry[one], 0)
    return geometry, dict(zip(meta["fields"], values, strict=True))
