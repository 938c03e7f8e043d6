"""Whose ground an area lies on, judged by where forces recorded anything at all.

Rows spill a little over a border, so a few rows do not make an area a force's own. An area is a
force's when it holds as many rows for its size as the force's ground usually does, down to a small
part of that; or when it is quiet and the force's recorded ground lies all around it. A quiet area
at the edge cannot be told from the next force's ground, and counts as not gathered. How often this
is wrong: docs/methods/force-ground.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.places.areas import Bounds
from beatwise.places.home.recorded_cells import CELL_M, RecordedCells
from beatwise.places.home.surroundings import enclosed_share


LEAST_DENSITY = 0.015  # of the density that a row of the force usually lies in
LEAST_APART = 0.15  # the same, for an area away from all other ground: rows stray far
LEAST_ROWS = 5  # fewer say nothing of density
LEAST_OF_ALL = 0.02  # of all rows of a force: an area with so many is its own, however large
SECOND_FORCE = 0.1  # of an area's rows
MOSTLY = 2 / 3  # of an area must be surrounded
SMALLEST_KM2 = 0.25  # a few rows on a small area are no density


@dataclass(frozen=True, slots=True)
class RecordedShare:
    """The forces whose recorded ground an area is, home first, and the share it covers of it."""

    forces: tuple[str, ...]
    covered: float


@dataclass(frozen=True, slots=True, eq=False)
class PointRows:
    """Rows at each map point of each force.

    Parameters
    ----------
    forces
        Slugs.
    force
        Index of the force, shape (n,).
    x, y
        Metres, British National Grid, shape (n,).
    rows
        How many rows, shape (n,).
    """

    forces: tuple[str, ...]
    force: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    rows: NDArray[np.int64]


class RecordedGround:
    """Where forces recorded anything; forces that record everywhere are left out beforehand."""

    def __init__(self, points: PointRows):
        self._points = points

    def of(self, area: shapely.Geometry) -> RecordedShare:
        """Return whose recorded ground an area is."""
        if not len(self._points.rows):
            return RecordedShare((), 0.0)
        rows, near = self._rows_in(area), Bounds(*area.bounds)
        own = self._own(rows, area)
        if own:
            busy = self._cells.busy_cells(near)
            return RecordedShare(own, enclosed_share(area, busy, CELL_M, without_own=False))
        share = enclosed_share(area, self._cells.solid_cells(near), CELL_M, without_own=True)
        if share < MOSTLY:
            return RecordedShare((), share)
        return RecordedShare((self._cells.nearest_force(area),), share)

    def forces_in(self, bounds: tuple[float, float, float, float]) -> frozenset[str]:
        """Return the forces with a row in a rectangle (west, south, east, north), edges too."""
        force = self._points.force[self._near(bounds)]
        return frozenset(self._points.forces[at] for at in np.unique(force))

    @cached_property
    def _cells(self) -> RecordedCells:
        points = self._points
        return RecordedCells(points.forces, points.force, points.x, points.y, points.rows)

    def _near(self, bounds: tuple[float, float, float, float]) -> NDArray[np.int64]:
        """Return the points in a rectangle (west, south, east, north), edges included.

        A look at every point is quicker than a tree of them: a nation has half a million, and a
        question is about one town.
        """
        points = self._points
        west, south, east, north = bounds
        inside = (points.x >= west) & (points.x <= east)
        inside &= (points.y >= south) & (points.y <= north)
        return np.flatnonzero(inside)

    def _rows_in(self, area: shapely.Geometry) -> NDArray[np.int64]:
        """Return the rows of each force in an area, shape (forces,)."""
        points, near = self._points, self._near(area.bounds)
        shapely.prepare(area)
        inside = near[shapely.intersects_xy(area, points.x[near], points.y[near])]
        force, rows = points.force[inside], points.rows[inside]
        return np.bincount(force, rows, minlength=len(points.forces)).astype(np.int64)

    def _own(self, rows: NDArray[np.int64], area: shapely.Geometry) -> tuple[str, ...]:
        """Return the forces with enough rows to have the area for their own, most rows first."""
        every = np.bincount(self._points.force, self._points.rows, minlength=len(rows))
        density = rows / max(area.area / 1e6, SMALLEST_KM2) / self._cells.usual_density
        least = LEAST_DENSITY if self._cells.touch(area) else LEAST_APART
        dense = (density >= least) & (rows >= LEAST_ROWS)
        enough = dense | (rows >= LEAST_OF_ALL * every)
        notable = (rows > 0) & enough & (rows >= SECOND_FORCE * rows.sum())
        order: Sequence[int] = np.argsort(-rows, kind="stable").tolist()
        return tuple(self._points.forces[at] for at in order if notable[at])
