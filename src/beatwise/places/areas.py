"""Areas: towns, authorities, LSOAs, wards and polygons drawn on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import shapely


class Bounds(NamedTuple):
    """A rectangle along the axes, edges included, in the unit of its coordinates (BNG metres)."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Area:
    """A named area.

    Parameters
    ----------
    id
        The source's own identifier, unique in its layer.
    label
        What people call it.
    layer
        The layer it was gathered in, such as ``towns``.
    geometry
        Polygon or multipolygon in British National Grid metres (EPSG:27700), valid.
    """

    id: str
    label: str
    layer: str
    geometry: shapely.Geometry

    @property
    def area_m2(self) -> float:
        """Its extent in square metres."""
        return float(self.geometry.area)
