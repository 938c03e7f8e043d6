"""Choose a short list of small, contiguous places that can be walked.

The rule, in words. Slide one cell over the area in steps of 25 m. Put it down where it would hold
most of what is expected, then again where it would hold most of what is left without overlapping,
and so on. A cell that comes to lie beside one already put down joins it, as long as the two
together are at most 400 m across (across = √area); otherwise it starts a hot spot of its own. A
cell that is too small by itself (a 200 m hexagon is 186 m across, or the area's edge cuts it)
takes the neighbouring cell that holds most. Stop when the list is full, or when no cell is left
that would hold enough incidents to be named.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.hotspots.shortlist.candidate_positions import Positions, points_in_cells, slide
from beatwise.hotspots.shortlist.limits import Limits
from beatwise.hotspots.shortlist.outline import outline
from beatwise.places.cell_shape import CellShape


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place on the list.

    Parameters
    ----------
    centres
        Centres of its cells, BNG metres, in the order they were put down, shape (k, 2).
    geometry
        Its outline in BNG metres.
    expected
        The risk it holds.
    """

    centres: np.ndarray
    geometry: shapely.Polygon
    expected: float


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Map points (or exact places) with what is known of each, m of them.

    Parameters
    ----------
    x, y
        BNG metres, shape (m,).
    risk
        What is expected at each, shape (m,).
    count
        Training incidents of each type at each, shape (m, types).
    """

    x: np.ndarray
    y: np.ndarray
    risk: np.ndarray
    count: np.ndarray


def choose(
    points: Points, area: shapely.Geometry, cell: CellShape, limits: Limits
) -> tuple[Place, ...]:
    """Return at most ``limits.count`` places, most expected first; perhaps none.

    ``area`` is a polygon or multipolygon in BNG metres; points outside it must not be given. Ties
    go to the place further west, then further south, so the same points give the same list.
    """
    search = _Search(points, area, cell, limits)
    while search.step():
        pass
    return search.ranked()


class _Search:
    """The greedy search's own notebook; nothing outside sees it."""

    def __init__(self, points: Points, area: shapely.Geometry, cell: CellShape, limits: Limits):
        self.points, self.area, self.cell, self.limits = points, area, cell, limits
        shapely.prepare(area)
        self.positions: Positions = slide(points.x, points.y, points.risk, points.count, cell)
        self.open = self._enough()
        self.spots: list[Place] = []

    def _enough(self) -> np.ndarray:
        """Say which positions hold enough incidents of one type, and are dense enough in it."""
        count = self.positions.count
        chance = self.points.count.sum(axis=0) * self.cell.area_m2 / self.area.area
        full = (count >= self.limits.incidents) & (count >= self.limits.lift * chance)
        return full.any(axis=1)

    def step(self) -> bool:
        """Put one more cell down; False when there is nothing more to do."""
        if not self.open.any() or self._ground() >= self.limits.ground_m2:
            return False
        best = int(np.argmax(np.where(self.open, self.positions.value, -1.0)))
        centre = np.array([[self.positions.x[best], self.positions.y[best]]])
        if self._joined(centre):
            return True
        if len(self.spots) == self.limits.count:
            return False
        started = self._started(centre)
        if started is None:
            self.open[best] = False
        else:
            self.spots.append(started)
            self._close(started.centres)
        return True

    def ranked(self) -> tuple[Place, ...]:
        """Return the places, most expected first."""
        return tuple(sorted(self.spots, key=lambda s: (-round(s.expected, 9), *s.centres[0])))

    def _ground(self) -> float:
        return sum(spot.geometry.area for spot in self.spots)

    def _joined(self, centre: np.ndarray) -> bool:
        for at, spot in enumerate(self.spots):
            gap = self.cell.gap(*(spot.centres - centre).T).min()
            if gap > self.limits.join_m:
                continue
            larger = self._place_of(np.concatenate([spot.centres, centre]))
            if larger is not None:
                self.spots[at] = larger
                self._close(centre)
                return True
        return False

    def _started(self, centres: np.ndarray) -> Place | None:
        """Return a hot spot that is large enough around one cell, or None if there is no room."""
        while True:
            spot = self._place_of(centres)
            if spot is None or spot.geometry.area >= self.limits.smallest_m2 - 1e-6:
                return spot
            beside = self._free_beside(centres)
            if not len(beside):
                return None
            holds = (
                points_in_cells(self.points.x, self.points.y, beside, self.cell) @ self.points.risk
            )
            centres = np.concatenate([centres, beside[[int(np.argmax(np.round(holds, 9)))]]])

    def _free_beside(self, centres: np.ndarray) -> np.ndarray:
        around = np.concatenate([self.cell.beside(*c) for c in centres])
        around = around[np.lexsort((around[:, 1], around[:, 0]))]
        occupied = np.concatenate([centres, *(s.centres for s in self.spots)])
        gap = self.cell.gap(around[:, :1] - occupied[:, 0], around[:, 1:] - occupied[:, 1])
        inside = shapely.contains_xy(self.area, around[:, 0], around[:, 1])
        return around[(gap > -0.01).all(axis=1) & inside]

    def _place_of(self, centres: np.ndarray) -> Place | None:
        """Return the hot spot these cells make, None if it is not one place or too large."""
        shape = outline(list(self.cell.polygons(centres)), self.area, self.limits.join_m)
        if shape is None or shape.area > self.limits.largest_m2:
            return None
        inside = points_in_cells(self.points.x, self.points.y, centres, self.cell).any(axis=0)
        return Place(centres, shape, float(self.points.risk[inside].sum()))

    def _close(self, centres: np.ndarray) -> None:
        """Close every position whose cell would overlap these."""
        for x, y in centres:
            gap = self.cell.gap(self.positions.x - x, self.positions.y - y)
            self.open &= gap >= 0.02
