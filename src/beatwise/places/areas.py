"""Areas: towns, authorities, LSOAs, wards and polygons drawn on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import shapely

from beatwise.cell_text import search_key


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
    full_label
        Its label as published, with the codes of the boundary file; empty where it is the label.
    """

    id: str
    label: str
    layer: str
    geometry: shapely.Geometry
    full_label: str = ""

    def is_called(self, words: str) -> bool:
        """Say whether ``LABEL`` or ``LAYER:LABEL``, now or as published, means this area.

        Case, accents, apostrophes, hyphens and width do not count.
        """
        labels = [label for label in (self.label, self.full_label) if label]
        names = [*labels, *(f"{self.layer}:{label}" for label in labels)]
        return search_key(words) != "" and search_key(words) in map(search_key, names)

    @property
    def area_m2(self) -> float:
        """Its extent in square metres."""
        return float(self.geometry.area)
