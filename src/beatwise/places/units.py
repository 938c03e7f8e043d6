"""Units: what counts are made on. Cells, street segments, LSOAs or polygons of your own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import shapely

from beatwise.errors import UsageError
from beatwise.places.lattice import Lattice


UnitKind = Literal["hex", "square", "segment", "lsoa", "polygon"]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Places that counts are made on, n of them, in British National Grid metres.

    Parameters
    ----------
    kind
        ``hex``, ``square``, ``segment``, ``lsoa`` or ``polygon``.
    size_m
        A square's side or a hexagon's flat-to-flat width; nan for the others.
    ids
        One name each (str), shape (n,), the same whenever the same place is cut the same way.
    x, y
        Centres, BNG metres, shape (n,).
    area_m2
        Extent of each as clipped to the area; nought for segments.
    geometry
        Shapely polygons (segments: lines), as clipped to the area, shape (n,).
    lattice
        The lattice that cells belong to; None for the others.
    keys
        Sorted lattice keys of cells, shape (n,); empty for the others.
    whole
        Which cells lie wholly inside the area, shape (n,); all true for the others.
    limit_m
        How far from a segment an incident may lie and still be counted on it.
    """

    kind: UnitKind
    size_m: float
    ids: np.ndarray
    x: np.ndarray
    y: np.ndarray
    area_m2: np.ndarray
    geometry: np.ndarray
    lattice: Lattice | None = None
    keys: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    whole: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))
    limit_m: float = 50.0

    def __len__(self) -> int:
        return len(self.ids)

    def assign(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Return the index of the unit in which each point lies, -1 where in none.

        Cells: by arithmetic, and within the clipped shape for cells at the area's edge. Polygons:
        the first in order where several hold a point on their shared edge. Segments: the nearest
        within ``limit_m``, the first in order when two are equally near.
        """
        x, y = np.asarray(x, float), np.asarray(y, float)
        if len(self) == 0 or len(x) == 0:
            return np.full(len(x), -1, np.int64)
        if self.lattice is not None:
            return self._cell_of(x, y)
        if self.kind == "segment":
            return self._segment_near(x, y)
        return self._polygon_of(x, y)

    def _cell_of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        lattice = self.lattice
        if lattice is None:
            raise UsageError("These units are not cells of a lattice.")
        known = np.isfinite(x) & np.isfinite(y)
        keys = lattice.key(*lattice.locate(np.where(known, x, 0.0), np.where(known, y, 0.0)))
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        inside = known & (self.keys[at] == keys)
        edge = np.flatnonzero(inside & ~self.whole[at])
        inside[edge] = shapely.intersects_xy(self.geometry[at[edge]], x[edge], y[edge])
        return np.where(inside, at, -1)

    def _polygon_of(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        unit_at = np.full(len(x), -1, np.int64)
        points = shapely.points(x, y)
        at, unit = shapely.STRtree(self.geometry).query(points, predicate="intersects")
        order = np.lexsort((unit, at))[::-1]  # the first unit in order is written last
        unit_at[at[order]] = unit[order]
        return unit_at

    def _segment_near(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        unit_at = np.full(len(x), -1, np.int64)
        known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        points = shapely.points(x[known], y[known])
        tree = shapely.STRtree(self.geometry)
        at, unit = tree.query_nearest(points, max_distance=self.limit_m, all_matches=True)
        order = np.lexsort((unit, at))[::-1]
        unit_at[known[at[order]]] = unit[order]
        return unit_at

    def counts(
        self, x: np.ndarray, y: np.ndarray, month: np.ndarray, months: np.ndarray
    ) -> np.ndarray:
        """Count points by unit and month: int64, shape (n, len(months)), months in that order.

        Points in no unit or in a month not asked for are left out.
        """
        unit = self.assign(x, y)
        order = np.argsort(months)
        at = np.minimum(np.searchsorted(months[order], month), len(months) - 1)
        counted = (unit >= 0) & (months[order][at] == month)
        flat = unit[counted] * len(months) + order[at[counted]]
        return np.bincount(flat, minlength=len(self) * len(months)).reshape(len(self), -1)
