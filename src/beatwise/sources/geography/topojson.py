"""Decode TopoJSON: shared arcs, quantised or not, into ordinary polygons.

The format: Bostock and Metcalf, The TopoJSON Format Specification 1.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

import numpy as np
import shapely

from beatwise.errors import BadInput


class _Leaf(TypedDict, total=False):
    """A feature of an object, or a collection of them; ``arcs`` nest as deep as its type asks."""

    type: str
    id: object
    properties: dict[str, object] | None
    geometries: list[_Leaf]
    arcs: list[Any]
    coordinates: list[Any]


class _Transform(TypedDict):
    """How quantised positions become coordinates."""

    scale: list[float]
    translate: list[float]


class Topology(TypedDict, total=False):
    """A TopoJSON document, as far as it is read."""

    objects: dict[str, _Leaf]
    arcs: list[list[list[float]]]
    transform: _Transform


def decode(
    topology: Topology, source: str
) -> list[tuple[dict[str, object], shapely.Geometry | None]]:
    """Return (properties, geometry) of every feature in every object of a topology.

    Coordinates are as the file has them, usually WGS84 degrees. A feature's own ``id`` is given
    as the property ``id`` unless it has such a property with a value. Points and lines come
    through so that the caller can refuse them by name; a null geometry is ``None``.

    Raises
    ------
    BadInput
        Naming the feature whose arcs are missing or broken.
    """
    arcs = _arcs(topology, source)
    features = []
    for name, item in topology.get("objects", {}).items():
        for number, leaf in enumerate(_leaves(item), start=1):
            properties = dict(leaf.get("properties") or {})
            if properties.get("id") is None and "id" in leaf:
                properties["id"] = leaf["id"]
            try:
                features.append((properties, _geometry(leaf, arcs)))
            except (IndexError, TypeError, KeyError, ValueError, shapely.GEOSException) as error:
                raise BadInput(
                    f"the feature's outline is broken ({error}).",
                    place=f"{source}, object '{name}', feature {number}",
                    next_step="Ask for the file again, or for GeoJSON.",
                ) from error
    return features


def _arcs(topology: Topology, source: str) -> list[np.ndarray]:
    """Return each arc as coordinates, (n, 2): deltas summed and scaled where quantised."""
    transform = topology.get("transform")
    arcs = []
    for number, arc in enumerate(topology.get("arcs", [])):
        try:
            points = np.array([position[:2] for position in arc], dtype=float).reshape(-1, 2)
        except (TypeError, ValueError) as error:
            raise BadInput(
                f"arc {number} is not a list of positions.",
                place=source,
                next_step="Ask for the file again, or for GeoJSON.",
            ) from error
        if transform:
            points = np.cumsum(points, axis=0) * transform["scale"] + transform["translate"]
        arcs.append(points)
    return arcs


def _leaves(item: _Leaf) -> Iterator[_Leaf]:
    """Yield the features of an object, collections opened at any depth."""
    if item.get("type") == "GeometryCollection":
        for part in item.get("geometries", []):
            yield from _leaves(part)
    else:
        yield item


def _geometry(leaf: _Leaf, arcs: list[np.ndarray]) -> shapely.Geometry | None:
    kind = leaf.get("type")
    if kind is None:
        return None
    if kind == "Polygon":
        return _polygon(leaf["arcs"], arcs)
    if kind == "MultiPolygon":
        return shapely.multipolygons([_polygon(rings, arcs) for rings in leaf["arcs"]])
    if kind == "LineString":
        return shapely.linestrings(_line(leaf["arcs"], arcs))
    if kind == "MultiLineString":
        return shapely.multilinestrings([shapely.linestrings(_line(p, arcs)) for p in leaf["arcs"]])
    if kind == "Point":
        return shapely.points(leaf["coordinates"][:2])
    if kind == "MultiPoint":
        return shapely.multipoints(np.array(leaf["coordinates"], dtype=float)[:, :2])
    raise ValueError(f"unknown type {kind}")


def _polygon(rings: Sequence[Sequence[int]], arcs: list[np.ndarray]) -> shapely.Polygon:
    lines = [_line(ring, arcs) for ring in rings]
    outlines = [shapely.linearrings(line) for line in lines if len(line) >= 4]
    if not outlines:
        return shapely.Polygon()
    return shapely.Polygon(outlines[0], outlines[1:])


def _line(indices: Sequence[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Join arcs end to end; ``~i`` (negative) is arc i backwards; the shared point comes once."""
    parts = []
    for position, index in enumerate(indices):
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        parts.append(arc if position == 0 else arc[1:])
    return np.concatenate(parts)
