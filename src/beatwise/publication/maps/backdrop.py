"""What to draw under a town: the boundaries and streets that help, of all that were gathered."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from beatwise.places.areas import Area
from beatwise.places.streets import Street
from beatwise.publication.findings import Backdrop


FEWEST, MOST = 2, 60


def backdrop(area: Area, areas: Sequence[Area], streets: Sequence[Street]) -> Backdrop:
    """Return the ground of an area's map.

    Streets are those that meet it. Boundaries are drawn only where there are no streets, from the
    other layer that cuts the area into the most parts, between 2 and 60 of them.
    """
    near = area.geometry.buffer(200).envelope
    lines = [street.geometry for street in streets]
    near_streets = _meeting(lines, near)
    return Backdrop(area.geometry, () if near_streets else _boundaries(area, areas), near_streets)


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
    if not shapes:
        return ()
    indices = shapely.STRtree(shapes).query(ground, predicate="intersects")
    return tuple(shapes[i] for i in sorted(indices.tolist()))
