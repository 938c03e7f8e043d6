"""LSOA-like areas: a town divided into zones of about 1,600 residents, with invented codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.simulation.town.map_points import MapPoints
from beatwise.simulation.town.premises import Premises
from beatwise.simulation.town.town_outline import Outline


RESIDENTS_PER_ZONE = 1_600


@dataclass(frozen=True, slots=True)
class Zones:
    """A town's zones. ``of`` is the zone of each snap point; ``shapes`` are polygons in BNG."""

    code: tuple[str, ...]
    name: tuple[str, ...]
    shapes: np.ndarray
    of: np.ndarray


def zones(
    outline: Outline,
    premises: Premises,
    points: MapPoints,
    residents: float,
    first_code: int,
    rng: np.random.Generator,
) -> Zones:
    """Divide a town into zones of like numbers of premises."""
    from scipy.spatial import cKDTree

    n = max(2, round(residents / RESIDENTS_PER_ZONE))
    xy = np.column_stack([premises.x, premises.y])
    seeds = xy[rng.choice(len(xy), n, replace=False)]
    for _ in range(8):
        _, owner = cKDTree(seeds).query(xy)
        size = np.bincount(owner, minlength=n)[:, None]
        total = np.column_stack([np.bincount(owner, xy[:, i], minlength=n) for i in (0, 1)])
        seeds = np.where(size > 0, total / np.maximum(size, 1), seeds)
    seeds = np.round(seeds[np.lexsort((seeds[:, 0], seeds[:, 1]))], 2)
    _, of = cKDTree(seeds).query(np.column_stack([points.x, points.y]))
    codes = tuple(f"E01{first_code + i:06d}" for i in range(n))
    return Zones(codes, tuple(_zone_name(i) for i in range(n)), _cells(seeds, outline), of)


def _cells(seeds: np.ndarray, outline: Outline) -> np.ndarray:
    """Voronoi cells of the seeds, cut at the town's edge, in the order of the seeds."""
    edge = shapely.Polygon(outline.edge)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(seeds), extend_to=edge, ordered=True)
    )
    return np.array([shapely.normalize(cell) for cell in shapely.intersection(cells, edge)])


def _zone_name(i: int) -> str:
    """001A, 001B … 001E, 002A: five zones to a middle-layer area, as the real ones are named."""
    return f"{i // 5 + 1:03d}{'ABCDE'[i % 5]}"
