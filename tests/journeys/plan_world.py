"""Four hot spots in two towns, three people: a world small enough to plan in a second."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely
from tests.unit.planning.team_text import TEAM

from beatwise.places.projection import to_degrees
from beatwise.places.streets import Street


SPOTS = {
    "north-1": (500_300, 300_100, 12),
    "north-2": (499_800, 300_300, 6),
    "south-1": (500_200, 296_200, 9),
    "south-2": (499_700, 295_900, 3),
}


def square(x: float, y: float) -> shapely.Polygon:
    corners = shapely.get_coordinates(shapely.box(x - 75, y - 75, x + 75, y + 75))
    return shapely.Polygon(np.column_stack(to_degrees(corners[:, 0], corners[:, 1])))


def write_spots(path: Path, spots: dict[str, tuple[float, float, int]] | None = None) -> Path:
    """Write the hot spots as plain GeoJSON with counts."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": name, "name": name.title(), "counts": {"asb": count}},
            "geometry": json.loads(shapely.to_geojson(square(x, y))),
        }
        for name, (x, y, count) in (spots or SPOTS).items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def write_team(path: Path, more: str = "") -> Path:
    """Write the team of three."""
    path.write_text(TEAM + more, encoding="utf-8")
    return path


def streets() -> list[Street]:
    """A lattice of streets 100 m apart round each town."""
    made = []
    for town in (300_000, 296_000):
        for k in range(-6, 7):
            for line in (
                [(500_000 + 100 * i, town + 100 * k) for i in range(-6, 7)],
                [(500_000 + 100 * k, town + 100 * i) for i in range(-6, 7)],
            ):
                made.append(Street("s", "", "residential", "streets", shapely.LineString(line)))
    return made
