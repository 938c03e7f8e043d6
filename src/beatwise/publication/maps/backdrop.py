"""What to draw under a town: streets, water, rails and names, or the boundaries gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import shapely

from beatwise.places.areas import Area
from beatwise.places.map_features import MapFeature
from beatwise.places.streets import Street
from beatwise.publication.findings import Backdrop, MapName, NamedLine


FEWEST, MOST = 2, 60
MARGIN_M = 200.0
_MAIN = frozenset(
    f"{kind}{link}"
    for kind in ("trunk", "primary", "secondary", "tertiary")
    for link in ("", "_link")
)
_PATHS = frozenset(("footway", "path", "steps", "cycleway", "bridleway", "track", "service"))
_Shape = TypeVar("_Shape", Street, MapFeature)
_NAMED = ("place", "station", "park", "premises")


def backdrop(
    area: Area,
    areas: Sequence[Area],
    streets: Sequence[Street],
    features: Sequence[MapFeature] = (),
) -> Backdrop:
    """Return the ground of an area's map.

    Streets and map features are those that meet it. Boundaries are drawn only where there are no
    streets, from the other layer that cuts the area into the most parts, between 2 and 60 of them.
    """
    near = area.geometry.buffer(MARGIN_M).envelope
    roads = _near(streets, near)
    if not roads:
        return Backdrop(area.geometry, _boundaries(area, areas))
    around = _near(features, near)
    return Backdrop(
        outline=area.geometry,
        streets=_lines(roads, lambda kind: kind not in _MAIN and kind not in _PATHS),
        main_streets=_lines(roads, _MAIN.__contains__),
        paths=_lines(roads, _PATHS.__contains__),
        water=tuple(f.geometry for f in around if f.kind == "water"),
        rivers=_lines(around, "river".__eq__),
        railways=_lines(around, "railway".__eq__),
        parks=tuple(f.geometry for f in around if f.kind == "park"),
        street_names=_named_lines(roads),
        names=tuple(_name(f) for f in around if f.kind in _NAMED and f.name),
    )


def _near(shapes: Sequence[_Shape], ground: shapely.Geometry) -> list[_Shape]:
    if not shapes:
        return []
    tree = shapely.STRtree([shape.geometry for shape in shapes])
    return [shapes[i] for i in sorted(tree.query(ground, predicate="intersects").tolist())]


def _lines(
    shapes: Iterable[Street | MapFeature], is_wanted: Callable[[str], bool]
) -> tuple[shapely.Geometry, ...]:
    """Return lines joined where they meet, as one shape: it is drawn many times faster."""
    lines = [shape.geometry for shape in shapes if is_wanted(shape.kind)]
    if len(lines) < 2:
        return tuple(lines)
    return (shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines))),)


def _named_lines(streets: Iterable[Street]) -> tuple[NamedLine, ...]:
    by_name: dict[str, list[Street]] = {}
    for street in streets:
        if street.name:
            by_name.setdefault(street.name, []).append(street)
    return tuple(
        NamedLine(name, _lines(parts, lambda _: True)[0], any(p.kind in _MAIN for p in parts))
        for name, parts in sorted(by_name.items())
    )


def _name(feature: MapFeature) -> MapName:
    at = feature.geometry.representative_point()
    return MapName(feature.name, feature.kind, float(at.x), float(at.y))


def _boundaries(area: Area, areas: Sequence[Area]) -> tuple[shapely.Geometry, ...]:
    layers: dict[str, list[shapely.Geometry]] = {}
    for other in areas:
        if other.layer != area.layer:
            layers.setdefault(other.layer, []).append(other.geometry)
    best: tuple[shapely.Geometry, ...] = ()
    for _, shapes in sorted(layers.items()):
        parts = _meeting(shapes, area.geometry)
        if FEWEST <= len(parts) <= MOST and len(parts) > len(best):
            best = parts
    return best


def _meeting(
    shapes: Sequence[shapely.Geometry], ground: shapely.Geometry
) -> tuple[shapely.Geometry, ...]:
    indices = shapely.STRtree(shapes).query(ground, predicate="intersects")
    return tuple(shapes[i] for i in sorted(indices.tolist()))
