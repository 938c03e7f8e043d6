"""Read features with their fields from GeoJSON, TopoJSON, GeoPackage or Shapefile."""

from __future__ import annotations

import codecs
import json
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import shapely

from beatwise.errors import BadInput, MissingData
from beatwise.sources.geography.dbf_text import encoding_of
from beatwise.sources.geography.topojson import Topology, decode
from beatwise.sources.spreadsheets.file_kinds import refuse_other_kinds
from beatwise.sources.spreadsheets.sheet import closest, words


SUFFIXES = (".geojson", ".json", ".topojson", ".gpkg", ".shp")


@dataclass(frozen=True, slots=True)
class Layer:
    """Features of one file, in the file's own coordinates.

    Parameters
    ----------
    source
        The file's own name.
    fields
        Field → values, each (n,) object.
    geometry
        (n,) object; ``None`` where a feature has none.
    crs
        What the file says its coordinates are; ``None`` where it does not say.
    """

    source: str
    fields: dict[str, np.ndarray]
    geometry: np.ndarray
    crs: str | None

    def field(self, name: str) -> list[str]:
        """Return one field as text; raise ``BadInput`` that lists the fields there are."""
        if name not in self.fields:
            near = closest(name, list(self.fields))
            raise BadInput(
                f"there is no field '{name}'. The fields are: {words(list(self.fields))}.",
                place=self.source,
                next_step=f"Did you mean '{near}'?" if near else "Name one of them.",
            )
        return [_text(value) for value in self.fields[name]]


def files_in(paths: list[Path]) -> list[Path]:
    """Return the files named, folders opened (one level), in order, each once.

    Raises ``BadInput`` for a path that is not there, ``MissingData`` for an empty folder.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES)
            if not inside:
                raise MissingData(
                    f"the folder holds no file ending in {', '.join(SUFFIXES)}.",
                    place=str(path),
                    next_step="Name the folder that holds the files.",
                )
            files.extend(inside)
        elif path.exists():
            files.append(path)
        else:
            raise BadInput("there is no such file.", place=str(path), next_step="Check the path.")
    return list({path.resolve(): path for path in files}.values())


def read_layer(path: Path, *, inner: str | None = None) -> Layer:
    """Read one file; ``inner`` names the layer inside a GeoPackage that holds several.

    Raises ``BadInput`` for a file that is empty, a web page, cut short or of an unknown kind.
    """
    if path.stat().st_size == 0:
        raise BadInput("the file is empty.", place=path.name, next_step="Ask for it again.")
    with path.open("rb") as file:
        start = file.read(4096)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return _some(_from_json(_json(path), path.name))
    refuse_other_kinds(start, path.name, "a map layer", "GeoJSON, GeoPackage or Shapefile")
    _refuse_cut_shapefile(path, start)
    return _some(_from_gdal(path, inner))


def _some(layer: Layer) -> Layer:
    if len(layer.geometry) == 0:
        raise BadInput(
            "the file holds no feature.",
            place=layer.source,
            next_step="Ask for it again; if it was downloaded, check what was asked for.",
        )
    return layer


def _refuse_cut_shapefile(path: Path, start: bytes) -> None:
    """A Shapefile says its own length in 16-bit words at byte 24 (ESRI, 1998)."""
    if path.suffix.lower() != ".shp" or len(start) < 100:
        return
    promised, there = 2 * int.from_bytes(start[24:28], "big"), path.stat().st_size
    if there < promised:
        raise BadInput(
            f"the file is cut short: {there:,} bytes of {promised:,} are there.",
            place=path.name,
            next_step="Copy or download it again, with all its parts.",
        )


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except RecursionError as error:
        raise BadInput(
            "the JSON is nested too deep to be a map layer.",
            place=path.name,
            next_step="Give a GeoJSON FeatureCollection or a TopoJSON Topology.",
        ) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the file is not whole JSON ({error}).",
            place=path.name,
            next_step="It may have been cut short: download it again.",
        ) from error


def _from_json(document: object, source: str) -> Layer:
    if not isinstance(document, dict):
        raise BadInput(
            "this is a JSON list, not a FeatureCollection.",
            place=source,
            next_step="Give a GeoJSON FeatureCollection or a TopoJSON Topology.",
        )
    if document.get("type") == "Topology":
        return _from_topology(decode(cast("Topology", document), source), source)
    return _from_geojson(document, source)


def _from_topology(
    features: list[tuple[dict[str, object], shapely.Geometry | None]], source: str
) -> Layer:
    return _layer([f[0] for f in features], [f[1] for f in features], "EPSG:4326", source)


def _from_geojson(document: dict[str, object], source: str) -> Layer:
    features = document.get("features")
    if document.get("type") == "Feature":
        features = [document]
    if not isinstance(features, list):
        raise BadInput(
            f"this is JSON of type '{document.get('type')}', not a FeatureCollection.",
            place=source,
            next_step="Give a GeoJSON FeatureCollection or a TopoJSON Topology.",
        )
    properties, shapes = [], []
    for number, feature in enumerate(features, start=1):
        fields = _properties(feature, f"{source}, feature {number}")
        fields.setdefault("id", feature.get("id"))
        properties.append(fields)
        shapes.append(_shape(feature.get("geometry"), f"{source}, feature {number}"))
    return _layer(properties, shapes, _named_crs(document), source)


def _properties(feature: object, place: str) -> dict[str, object]:
    properties = feature.get("properties") or {} if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise BadInput(
            "this is not a feature with properties.",
            place=place,
            next_step="Write each as {'type': 'Feature', 'properties': {…}, 'geometry': {…}}.",
        )
    return dict(properties)


def _shape(geometry: dict[str, object] | None, place: str) -> shapely.Geometry | None:
    if not geometry:
        return None
    try:
        return shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except shapely.GEOSException as error:
        raise BadInput(
            f"the geometry cannot be read ({error}).",
            place=place,
            next_step="Each position must be two numbers, and each ring end where it began.",
        ) from error


def _named_crs(document: dict[str, object]) -> str:
    """Return what GeoJSON says of its coordinates; WGS84 when it says nothing (RFC 7946)."""
    member = document.get("crs") or {}
    if isinstance(member, str):
        return member
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return "EPSG:4326" if not name or "CRS84" in str(name) else str(name)


def _layer(
    properties: list[dict[str, object]],
    shapes: list[shapely.Geometry | None],
    crs: str | None,
    source: str,
) -> Layer:
    names = list(dict.fromkeys(name for fields in properties for name in fields))
    fields = {name: _objects([p.get(name) for p in properties]) for name in names}
    return Layer(source, fields, _objects(shapes), crs)


def _objects(values: Sequence[object]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _from_gdal(path: Path, inner: str | None) -> Layer:
    import pyogrio
    import pyogrio.raw
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError

    encoding = encoding_of(path) if path.suffix.lower() == ".shp" else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong is said below, in plain words
            layer = _inner_layer(path, inner, pyogrio.list_layers(path))
            meta, _, wkb, values = pyogrio.raw.read(
                path, layer=layer, force_2d=True, encoding=encoding
            )
    except (UnicodeDecodeError, LookupError) as error:
        raise BadInput(
            f"its names or texts are not in the encoding that the file says ({error}).",
            place=path.name,
            next_step="Ask for it as GeoPackage or GeoJSON, whose text is always UTF-8.",
        ) from error
    except (DataSourceError, DataLayerError, FeatureError, GeometryError) as error:
        if _is_utf16(path):
            raise BadInput(
                "the text is in UTF-16, and a map layer's is UTF-8.",
                place=path.name,
                next_step="Save it again as UTF-8.",
            ) from error
        raise BadInput(
            "the file cannot be read as a map layer.",
            place=path.name,
            next_step="Unpack it and name the file inside."
            if path.suffix.lower() in (".zip", ".gz")
            else "Give GeoJSON, TopoJSON, GeoPackage or Shapefile (all its parts together).",
        ) from error
    fields = {
        name: _objects(list(column)) for name, column in zip(meta["fields"], values, strict=True)
    }
    return Layer(path.name, fields, shapely.from_wkb(wkb), meta["crs"])


def _is_utf16(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _inner_layer(path: Path, inner: str | None, listed: np.ndarray) -> str:
    names = [str(name) for name, kind in listed if kind is not None]
    if inner is not None and inner in names:
        return inner
    if inner is None and len(names) == 1:
        return names[0]
    if not names:
        raise BadInput(
            "the file holds no map layer.",
            place=path.name,
            next_step="Give GeoJSON, TopoJSON, GeoPackage or Shapefile (all its parts together).",
        )
    raise BadInput(
        f"there is no layer '{inner}' in the file."
        if inner
        else f"the file holds {len(names)} map layers.",
        place=path.name,
        next_step=f"Say which with --from-layer: {words(names)}.",
    )


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
