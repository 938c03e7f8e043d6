"""What was gathered of streets and landmarks around places."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from beatwise.hotspots.shortlist.hotspot import Hotspot, PointInside
from beatwise.hotspots.shortlist.reasons.place_names import (
    NEAREST_M,
    NamedGround,
    name_places,
    needs_other_points,
)
from beatwise.places.areas import Bounds
from beatwise.store.workspace import Workspace


def bounds_around(shapes: Sequence[shapely.Geometry], margin_m: float) -> Bounds:
    """Return the rectangle around shapes (BNG metres), wider by ``margin_m`` on each side."""
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    return Bounds(west - margin_m, south - margin_m, east + margin_m, north + margin_m)


def with_names(workspace: Workspace, spots: Sequence[Hotspot]) -> tuple[Hotspot, ...]:
    """Name the hot spots of a list after the streets and landmarks that were gathered."""
    if not spots:
        return ()
    near = bounds_around([spot.geometry for spot in spots], NEAREST_M)
    streets, features = workspace.streets(within=near), workspace.map_features(near)
    nameless = [spot for spot in spots if needs_other_points(spot)]
    points = _other_points(workspace, nameless) if nameless and not streets else ()
    return name_places(spots, NamedGround(tuple(streets), tuple(features), points))


def _other_points(workspace: Workspace, spots: Sequence[Hotspot]) -> tuple[PointInside, ...]:
    """Return the map points near places of every type's records: any may name the street."""
    near = bounds_around([spot.geometry for spot in spots], NEAREST_M)
    rows = workspace.offences(bounds=near, columns=["easting", "northing", "location"])
    points = rows.dropna().drop_duplicates()
    return tuple(
        PointInside(float(x), float(y), str(label), {})
        for x, y, label in points.itertuples(index=False, name=None)
    )
