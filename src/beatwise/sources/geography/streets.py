"""Read streets: an OpenStreetMap extract, or lines from any map layer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.junctions import Way, cut_at_junctions
from beatwise.places.projection import to_degrees, to_grid
from beatwise.places.streets import Street
from beatwise.sources.geography.coordinates import in_degrees
from beatwise.sources.geography.crs import known_crs, to_british_grid
from beatwise.sources.geography.layers import Layer, read_layer
from beatwise.sources.geography.walkable import why_not_walkable


Project = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
_OSM_SUFFIXES = (".pbf", ".osm", ".osm.gz", ".osm.bz2")
_NAME_FIELDS = ("name", "street", "roadname", "name1", "name_1")
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
    """

    streets: list[Street]
    rows_in: int
    left_out: dict[str, int]
    islands: int
    length_m: float
    notes: list[str]


def read_streets(
    path: Path,
    *,
    layer: str | None = None,
    crs: str | None = None,
    inner: str | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> ReadStreets:
    """Read the walkable streets of an OSM PBF or XML file, or lines of GeoJSON and its kin.

    OpenStreetMap ways outside Great Britain are read, with a note of how far the British grid
    stretches their lengths. Raises ``BadInput`` for a file that is damaged or holds no walkable
    way, and for a map layer that lies elsewhere.
    """
    path = Path(path)
    if not path.exists():
        raise BadInput("there is no such file.", place=str(path), next_step="Check the path.")
    left_out: Counter[str] = Counter()
    notes: list[str] = []
    if path.name.lower().endswith(_OSM_SUFFIXES):
        ways = list(read_osm(path, left_out, progress=progress))
        notes = _abroad(ways)
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
    cut = cut_at_junctions(ways, layer or path.name.split(".")[0])
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
    )


def read_osm(
    path: Path,
    left_out: Counter[str],
    *,
    project: Project = to_grid,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> Iterator[Way]:
    """Yield the walkable ways of an OpenStreetMap file; count the others by reason.

    ``project`` turns longitude and latitude into metres.
    """
    import osmium

    try:
        reader = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
        for number, item in enumerate(reader.with_filter(osmium.filter.KeyFilter("highway"))):
            if number % 10_000 == 0:
                progress(number, 0, "Reading streets")
            if item.is_way():
                way = _osm_way(item, left_out, project)
                if way is not None:
                    yield way
    except (RuntimeError, osmium.InvalidLocationError) as error:
        raise BadInput(
            f"the OpenStreetMap file is damaged or cut short ({error}).",
            place=path.name,
            next_step="Download the extract again.",
        ) from error


def _osm_way(item: object, left_out: Counter[str], project: Project) -> Way | None:
    tags = {tag.k: tag.v for tag in item.tags}  # type: ignore[attr-defined]
    why = why_not_walkable(tags)
    if why:
        left_out[why] += 1
        return None
    points = [
        (node.ref, node.lon, node.lat)
        for node in item.nodes  # type: ignore[attr-defined]
        if node.location.valid()
    ]
    if len(points) < 2:
        left_out["fewer than two points in the extract"] += 1
        return None
    nodes = np.array([point[0] for point in points], dtype=np.int64)
    lon, lat = np.array([point[1:] for point in points], dtype=float).T
    way_id = str(item.id)  # type: ignore[attr-defined]
    name = tags.get("name") or tags.get("ref") or ""
    return Way(way_id, name, tags["highway"], nodes, np.column_stack(project(lon, lat)))


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
        notes.append(f"{too_short} segments of no length were left out.")
    return notes
