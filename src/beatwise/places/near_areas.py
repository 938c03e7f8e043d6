"""The ground near gathered areas: what of a whole county is worth keeping."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.places.areas import Area, Bounds


MARGIN_M = 1500.0
LARGEST_KM2 = 500.0  # a larger area, such as a force's, is not a town whose streets are needed


@dataclass(frozen=True, slots=True, eq=False)
class NearAreas:
    """Rectangles around areas, in British National Grid metres, (n, 4), and their index."""

    boxes: np.ndarray
    tree: shapely.STRtree

    @classmethod
    def of(cls, areas: Sequence[Area], margin_m: float = MARGIN_M) -> NearAreas | None:
        """Return the ground within ``margin_m`` of areas; ``None`` without any.

        Areas over 500 km² count only where there are no smaller ones.
        """
        small = [a.geometry for a in areas if a.area_m2 <= LARGEST_KM2 * 1e6]
        shapes = small or [a.geometry for a in areas]
        if not shapes:
            return None
        edges = shapely.bounds(np.array(shapes, dtype=object))
        boxes = np.unique(np.round(edges + np.array([-1, -1, 1, 1]) * margin_m), axis=0)
        return cls(boxes, shapely.STRtree(shapely.box(*boxes.T)))

    @property
    def bounds(self) -> Bounds:
        """The one rectangle around them all."""
        west, south = self.boxes[:, :2].min(axis=0).tolist()
        east, north = self.boxes[:, 2:].max(axis=0).tolist()
        return Bounds(west, south, east, north)

    @property
    def digest(self) -> str:
        """Eight letters that change when the ground does."""
        return hashlib.sha256(self.boxes.tobytes()).hexdigest()[:8]

    def reach(self, xy: np.ndarray) -> bool:
        """Say whether the rectangle around points (n, 2) meets this ground."""
        west, south = xy.min(axis=0)
        east, north = xy.max(axis=0)
        return bool(self.tree.query(shapely.box(west, south, east, north)).size)
