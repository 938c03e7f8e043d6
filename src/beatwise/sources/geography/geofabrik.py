"""Read Geofabrik's free extracts of OpenStreetMap: Shapefiles in a ZIP or folder, or GeoPackage.

Their layers are called ``gis_osm_roads_free_1`` and so on; each has the columns ``osm_id``,
``fclass`` and ``name``, in WGS84. Geofabrik, "OpenStreetMap Data in Layered GIS Format" (2024).
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.junctions import Way
from beatwise.places.map_features import MapFeature, feature_rules
from beatwise.places.projection import to_degrees
from beatwise.sources.geography.crs import to_british_grid
from beatwise.sources.geography.osm_extract import AWAY, POINT_KINDS
from beatwise.sources.geography.walkable import why_not_walkable


if TYPE_CHECKING:
    from beatwise.places.near_areas import NearAreas

_LAYER = re.compile(r"gis_osm_(?P<theme>[a-z]+)(?:_a)?_free(?:_\d+)?")
_LIKE = {"unknown": "road", "track_grade": "track", "busway": "service"}
_COLUMNS = ("osm_id", "fclass", "name", "ref")


@dataclass(frozen=True, slots=True)
class ThemeLayer:
    """One layer: what it is about, such as ``roads``, and where GDAL finds it."""

    theme: str
    source: str
    layer: str


def theme_layers(path: Path) -> list[ThemeLayer]:
    """Return the Geofabrik layers of a ZIP, folder or GeoPackage; none when it is something else.

    Raises ``BadInput`` for a ZIP that is damaged.
    """
    if path.is_dir():
        names = sorted(file.name for file in path.iterdir())
        return _of_names(names, str(path))
    if zipfile.is_zipfile(path):
        return _of_names(_members(path), f"/vsizip/{path}")
    if path.suffix.lower() == ".gpkg":
        return _of_geopackage(str(path))
    return []


def _members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return sorted(archive.namelist())
    except zipfile.BadZipFile as error:
        raise BadInput(
            "the ZIP is damaged.", place=path.name, next_step="Download it again."
        ) from error


def _of_names(names: list[str], folder: str) -> list[ThemeLayer]:
    layers: list[ThemeLayer] = []
    for name in names:
        stem, _, ending = name.rsplit("/", 1)[-1].rpartition(".")
        match = _LAYER.fullmatch(stem)
        if match and ending == "shp":
            layers.append(ThemeLayer(match["theme"], f"{folder}/{name}", stem))
        elif ending == "gpkg":
            layers += _of_geopackage(f"{folder}/{name}")
    return layers


def _of_geopackage(source: str) -> list[ThemeLayer]:
    import pyogrio
    from pyogrio.errors import DataSourceError

    try:
        names = [str(name) for name, _ in pyogrio.list_layers(source)]
    except DataSourceError:
        return []  # said where map layers are read
    matches = ((_LAYER.fullmatch(name), name) for name in names)
    return [ThemeLayer(match["theme"], source, name) for match, name in matches if match]


def read_geofabrik(
    layers: list[ThemeLayer],
    left_out: Counter[str],
    *,
    near: NearAreas | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> Iterator[Way | MapFeature]:
    """Yield the walkable ways and map features of the layers; count the other ways by reason."""
    numbers: dict[tuple[int, int], int] = {}
    for done, layer in enumerate(layers):
        progress(done, len(layers), f"Reading {layer.theme}")
        if layer.theme == "roads":
            yield from _ways(layer, left_out, near, numbers)
        elif layer.theme in feature_rules().classes:
            yield from _features(layer, near)


def _ways(
    layer: ThemeLayer,
    left_out: Counter[str],
    near: NearAreas | None,
    numbers: dict[tuple[int, int], int],
) -> Iterator[Way]:
    for key, kind, name, shape in _rows(layer, near):
        highway = next((word for like, word in _LIKE.items() if kind.startswith(like)), kind)
        why = why_not_walkable({"highway": highway})
        if why:
            left_out[why] += 1
            continue
        for part in shapely.get_parts(shape):
            xy = shapely.get_coordinates(part)
            if near is not None and not near.reach(xy):
                left_out[AWAY] += 1
                continue
            keys = [(int(x), int(y)) for x, y in np.rint(xy * 100)]
            nodes = np.array([numbers.setdefault(at, len(numbers)) for at in keys])
            yield Way(key, name, highway, nodes, xy)


def _features(layer: ThemeLayer, near: NearAreas | None) -> Iterator[MapFeature]:
    rules = feature_rules()
    for key, word, name, shape in _rows(layer, near):
        kind = rules.of_class(layer.theme, word)
        if not kind or (near is not None and not near.reach(shapely.get_coordinates(shape))):
            continue
        if kind in POINT_KINDS:
            shape = shape.representative_point()
        yield MapFeature(f"{layer.theme}-{key}", name, kind, "", shape)


def _rows(
    layer: ThemeLayer, near: NearAreas | None
) -> Iterator[tuple[str, str, str, shapely.Geometry]]:
    """Yield identifier, class, name and shape (BNG metres) of each feature near the ground."""
    import pyogrio.raw
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        meta, _, wkb, values = pyogrio.raw.read(
            layer.source, layer=layer.layer, columns=list(_COLUMNS), force_2d=True,
            bbox=None if near is None else _in_degrees(near),
        )  # fmt: skip
    except (DataSourceError, DataLayerError) as error:
        raise BadInput(
            f"its layer {layer.layer} cannot be read.",
            place=Path(layer.source).name,
            next_step="Download the extract again; keep the parts of a Shapefile together.",
        ) from error
    fields = dict(zip(meta["fields"], values, strict=True))
    if not len(wkb):
        return
    blank = [""] * len(wkb)
    shapes = to_british_grid(shapely.from_wkb(wkb), meta["crs"] or "EPSG:4326", layer.layer)
    rows = zip(
        fields.get("osm_id", blank), fields.get("fclass", blank), fields.get("name", blank),
        fields.get("ref", blank), shapes, strict=True,
    )  # fmt: skip
    for number, (key, kind, name, ref, shape) in enumerate(rows, start=1):
        if shape is not None and not shape.is_empty:
            yield str(key or number), str(kind or ""), str(name or ref or ""), shape


def _in_degrees(near: NearAreas) -> tuple[float, float, float, float]:
    west, south, east, north = near.bounds
    lon, lat = to_degrees([west, west, east, east], [south, north, south, north])
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
