"""Read an OpenStreetMap extract (PBF or XML): the ways to walk, and what lies between them.

The file is streamed; of its ways only those near the ground asked for are kept.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from beatwise.errors import BadInput
from beatwise.places.junctions import Way
from beatwise.places.map_features import MapFeature, feature_rules
from beatwise.places.projection import to_grid
from beatwise.sources.geography.walkable import why_not_walkable


if TYPE_CHECKING:
    from beatwise.places.near_areas import NearAreas

Project = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
AWAY = "not near the gathered areas"
POINT_KINDS = ("station", "premises", "place")
_IN_MEMORY = 600_000_000  # bytes of an extract whose points' places fit in a gigabyte


def read_osm(
    path: Path,
    left_out: Counter[str],
    *,
    project: Project = to_grid,
    near: NearAreas | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> Iterator[Way | MapFeature]:
    """Yield the walkable ways and map features of an extract; count the other ways by reason.

    ``project`` turns longitude and latitude into metres; ``near`` is the ground to keep, all of
    it when ``None``.
    """
    import osmium

    rules = feature_rules()
    keys = osmium.filter.KeyFilter("highway", *rules.tags)
    shapes = osmium.filter.KeyFilter(*rules.tags)
    try:
        with _places_of_points(path) as storage:
            reader = osmium.FileProcessor(str(path)).with_locations(storage).with_areas(shapes)
            for number, item in enumerate(reader.with_filter(keys)):
                if number % 10_000 == 0:
                    progress(number, 0, "Reading streets")
                yield from _items(item, left_out, project, near)
    except (RuntimeError, osmium.InvalidLocationError) as error:
        raise BadInput(
            f"the OpenStreetMap file is damaged or cut short ({error}).",
            place=path.name,
            next_step="Download the extract again.",
        ) from error


@contextmanager
def _places_of_points(path: Path) -> Iterator[str]:
    """Keep the places of points in memory, or in a file where a country would not fit."""
    if path.stat().st_size <= _IN_MEMORY:
        yield "flex_mem"
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sparse_file_array,{folder}/points"


def _items(
    item: Any, left_out: Counter[str], project: Project, near: NearAreas | None
) -> Iterator[Way | MapFeature]:
    tags = {tag.k: tag.v for tag in item.tags}
    if item.is_way() and "highway" in tags:
        way = _way(item, tags, left_out, project, near)
        if way is not None:
            yield way
    elif kind := feature_rules().of_tags(tags):
        shape = _shape(item, kind, project, near)
        if shape is not None:
            name = tags.get("name", "")
            yield MapFeature(f"{item.type_str()}{item.id}", name, kind, "", shape)


def _way(
    item: Any,
    tags: dict[str, str],
    left_out: Counter[str],
    project: Project,
    near: NearAreas | None,
) -> Way | None:
    why = why_not_walkable(tags)
    if why:
        left_out[why] += 1
        return None
    nodes, xy = _line(item.nodes, project)
    if len(nodes) < 2:
        left_out["fewer than two points in the extract"] += 1
        return None
    if near is not None and not near.reach(xy):
        left_out[AWAY] += 1
        return None
    name = tags.get("name") or tags.get("ref") or ""
    return Way(str(item.id), name, tags["highway"], nodes, xy)


def _line(points: Any, project: Project) -> tuple[np.ndarray, np.ndarray]:
    there = [(node.ref, node.lon, node.lat) for node in points if node.location.valid()]
    if not there:
        return np.empty(0, dtype=np.int64), np.empty((0, 2))
    lon, lat = np.array([point[1:] for point in there], dtype=float).T
    return np.array([point[0] for point in there], dtype=np.int64), np.column_stack(
        project(lon, lat)
    )


def _shape(
    item: Any, kind: str, project: Project, near: NearAreas | None
) -> shapely.Geometry | None:
    """Return a feature's shape: lines from ways, polygons from areas, points for what has a name.

    A closed way is met twice, as a way and as an area, and counts as the area.
    """
    if item.is_node():
        if kind not in POINT_KINDS or not item.location.valid():
            return None
        place = (np.array([item.location.lon]), np.array([item.location.lat]))
        xy = np.column_stack(project(*place))
        return shapely.Point(xy[0]) if near is None or near.reach(xy) else None
    if item.is_way():
        _, xy = _line(item.nodes, project)
        if kind not in ("river", "railway") or len(xy) < 2 or (near and not near.reach(xy)):
            return None
        return shapely.LineString(xy)
    if not item.is_area() or kind in ("river", "railway", "place"):
        return None
    rings = [
        (_line(ring, project)[1], [_line(hole, project)[1] for hole in item.inner_rings(ring)])
        for ring in item.outer_rings()
    ]
    rings = [(outer, holes) for outer, holes in rings if len(outer) > 3]
    if not rings or (near and not any(near.reach(outer) for outer, _ in rings)):
        return None
    shape = shapely.make_valid(shapely.MultiPolygon(rings))
    return shape.representative_point() if kind in POINT_KINDS else shape
