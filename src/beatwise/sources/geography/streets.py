"""Read streets: an OpenStreetMap extract, or lines from any map layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.junctions import Way, cut_at_junctions
from beatwise.places.map_features import MapFeature
from beatwise.places.near_areas import MARGIN_M, NearAreas
from beatwise.places.projection import to_degrees
from beatwise.places.streets import Street
from beatwise.plurals import counted
from beatwise.sources.geography.coordinates import in_degrees
from beatwise.sources.geography.crs import known_crs, to_british_grid
from beatwise.sources.geography.geofabrik import read_geofabrik, theme_layers
from beatwise.sources.geography.layers import Layer, read_layer
from beatwise.sources.geography.osm_extract import AWAY, read_osm
from beatwise.sources.geography.walkable import why_not_walkable


_OSM_SUFFIXES = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
_NAME_FIELDS = ("name", "street", "roadname", "name1", "name_1")
_NO_ACCESS = (
    "Geofabrik's layers do not say which ways are private, so private roads count as streets; the "
    ".osm.pbf of the same county says it."
)
_KIND_FIELDS = ("highway", "fclass", "class", "type", "function")


@dataclass(frozen=True, slots=True)
class ReadStreets:
    """A street layer as read.

    Parameters
    ----------
    streets
        Segments between junctions.
    rows_in
        Ways or lines in the file that are streets of some kind.
    left_out
        Why → ways.
    islands
        Parts of the network without a connection between them.
    length_m
        Total length, metres.
    notes
        What a reader should know.
    features
        Water, railways, parks, stations, premises and names; of OpenStreetMap only.
    """

    streets: list[Street]
    rows_in: int
    left_out: dict[str, int]
    islands: int
    length_m: float
    notes: list[str]
    features: list[MapFeature] = field(default_factory=list)


def read_streets(
    path: Path,
    *,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
    near: NearAreas | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> ReadStreets:
    """Read the walkable streets of an OSM file, a Geofabrik extract, or lines of GeoJSON and kin.

    Of OpenStreetMap only what meets ``near`` is kept, with the map features there.
    OpenStreetMap ways outside Great Britain are read, with a note of how far the British grid
    stretches their lengths. Raises ``BadInput`` for a file that is damaged or holds no walkable
    way, and for a map layer that lies elsewhere.
    """
    path = Path(path)
    if not path.exists():
        raise BadInput("there is no such file.", place=str(path), next_step="Check the path.")
    left_out: Counter[str] = Counter()
    notes: list[str] = []
    name = layer or path.name.split(".")[0]
    features: list[MapFeature] = []
    themes = [] if is_osm_file(path) or inner else theme_layers(path)
    if is_osm_file(path) or themes:
        items = list(
            read_geofabrik(themes, left_out, near=near, progress=progress)
            if themes
            else read_osm(path, left_out, near=near, progress=progress)
        )
        ways = [item for item in items if isinstance(item, Way)]
        features = [replace(item, layer=name) for item in items if isinstance(item, MapFeature)]
        notes = _abroad(ways) + _scope(features, left_out, near) + ([_NO_ACCESS] if themes else [])
    else:
        if crs is not None:
            known_crs(crs)
        ways = list(_lines(read_layer(path, inner=inner), crs, left_out))
    if not ways:
        why = "; ".join(f"{n} {words}" for words, n in left_out.most_common(3))
        raise BadInput(
            "there is no street that people may walk in it" + (f" ({why})." if why else "."),
            place=path.name,
            next_step="Give an OpenStreetMap extract of the area, or a layer of lines.",
        )
    cut = cut_at_junctions(ways, name)
    if not cut.streets:
        raise BadInput(
            f"none of its {len(ways)} lines has a length.",
            place=path.name,
            next_step="Give an OpenStreetMap extract of the area, or a layer of lines.",
        )
    return ReadStreets(
        cut.streets,
        len(ways) + sum(left_out.values()),
        dict(left_out.most_common()),
        cut.islands,
        sum(street.length_m for street in cut.streets),
        notes + _notes(cut.islands, cut.main_share, cut.too_short),
        features,
    )


def is_osm_file(path: Path) -> bool:
    """Say whether a file is OpenStreetMap's own format, PBF or XML, by its name."""
    return path.name.lower().endswith(_OSM_SUFFIXES)


def _scope(features: list[MapFeature], left_out: Counter[str], near: NearAreas | None) -> list[str]:
    notes = []
    if near is None:
        notes.append("No areas are gathered yet, so the whole extract was kept.")
    elif left_out[AWAY]:
        notes.append(
            f"{left_out[AWAY]:,} ways farther than {MARGIN_M / 1000:g} km from the gathered areas "
            "were left out. Gather the streets again when you gather more areas."
        )
    if features:
        notes.append(
            f"{len(features):,} other features were kept for maps and names: water, railways, "
            "parks, stations, well-known premises and place names."
        )
    return notes


def _lines(layer: Layer, crs: str | None, left_out: Counter[str]) -> Iterator[Way]:
    """Yield each line of a map layer; points within a centimetre are one node."""
    shapes = to_british_grid(layer.geometry, crs or layer.crs, layer.source)
    names = _optional(layer, _NAME_FIELDS)
    kinds = _optional(layer, _KIND_FIELDS)
    is_osm = "highway" in layer.fields
    numbers: dict[tuple[int, int], int] = {}
    for row, shape in enumerate(shapes):
        why = _why_not_line(shape, layer, row, is_osm)
        if why:
            left_out[why] += 1
            continue
        parts = shapely.get_parts(shape)
        for position, part in enumerate(parts, start=1):
            xy = shapely.get_coordinates(part)
            keys = [(int(x), int(y)) for x, y in np.rint(xy * 100)]
            nodes = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
            way_id = f"{row + 1}" if len(parts) == 1 else f"{row + 1}-{position}"
            yield Way(way_id, names[row], kinds[row] or "street", nodes, xy)


def _why_not_line(
    shape: shapely.Geometry | None, layer: Layer, row: int, is_osm: bool
) -> str | None:
    if shape is None or shape.is_empty:
        return "without a geometry"
    if shape.geom_type not in ("LineString", "MultiLineString"):
        return f"not a line ({shape.geom_type})"
    if not is_osm:
        return None
    tags = {name: str(values[row]) for name, values in layer.fields.items() if values[row]}
    return why_not_walkable(tags)


def _optional(layer: Layer, candidates: tuple[str, ...]) -> list[str]:
    by_lower = {name.lower(): name for name in reversed(layer.fields)}
    for candidate in candidates:
        if candidate in by_lower:
            return layer.field(by_lower[candidate])
    return [""] * len(layer.geometry)


def _abroad(ways: list[Way]) -> list[str]:
    """Say how far the British grid stretches streets that lie outside Great Britain."""
    from pyproj import Geod

    grid = earth = 0.0
    for way in ways:
        lon, lat = to_degrees(*way.xy.T)
        if not in_degrees(lon, lat).all():
            grid += float(np.hypot(*np.diff(way.xy, axis=0).T).sum())
            earth += Geod(ellps="WGS84").line_length(lon, lat)
    if not earth:
        return []
    stretch = 100 * (grid / earth - 1)
    note = (
        "Streets lie outside Great Britain, where the British grid stretches lengths by about "
        f"{stretch:.1f} per cent: walking times are that much too long."
    )
    return [note]


def _notes(islands: int, main_share: float, too_short: int) -> list[str]:
    notes = []
    if islands > 1:
        notes.append(
            f"The streets fall into {islands} parts that are not connected; the largest holds "
            f"{main_share:.1%} of the length. Walking times between parts are straight-line."
        )
    if too_short:
        notes.append(f"{counted(too_short, 'segment')} of no length left out.")
    return notes
