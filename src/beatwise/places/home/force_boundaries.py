"""Shares of an area within the published outlines of police forces."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray


class ForceBoundaries:
    """Outlines of forces by slug, in British National Grid metres."""

    def __init__(self, outlines: Mapping[str, shapely.Geometry]):
        self.outlines = dict(outlines)

    @cached_property
    def forces(self) -> frozenset[str]:
        """The forces whose outline is known."""
        return frozenset(self.outlines)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        shapes = list(self.outlines.values())
        shapely.prepare(shapes)
        return shapely.STRtree(shapes)

    def shares(self, area: shapely.Geometry) -> dict[str, float]:
        """Return the share of ``area`` in each force, those without any left out.

        An area without extent counts as the point that stands for it.
        """
        if not self.outlines:
            return {}
        place = area if area.area > 0 else shapely.point_on_surface(area)
        slugs, shapes = list(self.outlines), list(self.outlines.values())
        shares = {}
        for at in self._tree.query(place, predicate="intersects").tolist():
            share = _share(shapes[at], place)
            if share > 0:
                shares[slugs[at]] = share
        return shares

    def at(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.object_]:
        """Return the force at each point, shape (n,), empty where there is none."""
        slugs = np.array([*self.outlines, ""], dtype=object)
        first = np.full(len(x), len(self.outlines))
        if self.outlines:
            point, which = self._tree.query(shapely.points(x, y), predicate="intersects")
            np.minimum.at(first, point, which)
        return slugs[first]


def _share(outline: shapely.Geometry, place: shapely.Geometry) -> float:
    """Return the share of a place within an outline; quick where all of it is."""
    if place.area == 0 or outline.contains_properly(place):
        return 1.0
    near = shapely.box(*place.bounds).intersection(outline)
    return float(near.intersection(place).area / place.area)
