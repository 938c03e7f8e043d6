"""Square kilometres in which a force records often enough to call them its ground."""

from __future__ import annotations

from functools import cached_property
from math import ceil

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.places.areas import Bounds


CELL_M = 1000.0
LEAST_IN_CELL = 0.0075  # of the force's usual density
LEAST_TOGETHER = 0.02  # of a force's rows: less, away from the rest, are strays
REACH_M = 5000.0  # ground between recorded cells that are no further apart belongs with them


class RecordedCells:
    """The cells of each force that hold enough of its rows, strays left out.

    ``force``, ``x``, ``y`` and ``rows`` have one entry a map point, shape (n,), n above zero.
    """

    def __init__(
        self,
        forces: tuple[str, ...],
        force: NDArray[np.int64],
        x: NDArray[np.float64],
        y: NDArray[np.float64],
        rows: NDArray[np.int64],
    ):
        self._forces = forces
        column, row = (np.floor(values / CELL_M).astype(np.int64) for values in (x, y))
        west, south = column.min(), row.min()
        wide, high = column.max() - west + 1, row.max() - south + 1
        # One number for a cell of a force: half a million points are sorted once, not three times.
        each = (force * wide + (column - west)) * high + (row - south)
        cells, which = np.unique(each, return_inverse=True)
        self._force = cells // (wide * high)
        self._cell = np.column_stack([cells // high % wide + west, cells % high + south])
        self._solid: dict[int, NDArray[np.int64]] = {}
        self._rows = np.bincount(which, rows, minlength=len(cells)).astype(np.int64)

    @cached_property
    def usual_density(self) -> NDArray[np.float64]:
        """Rows a square kilometre where a row of the force lies, on average, shape (forces,)."""
        of_forces = len(self._forces)
        squares = np.bincount(self._force, self._rows**2, minlength=of_forces)
        return squares / np.maximum(np.bincount(self._force, self._rows, minlength=of_forces), 1)

    def solid_cells(self, near: Bounds) -> NDArray[np.int64]:
        """Columns and rows of the cells that are some force's ground, shape (n, 2).

        All that matter to a rectangle (metres): those within ``margin_cells`` of it.
        """
        at = self._near(near)
        solid = np.zeros(len(at), dtype=bool)
        for force in np.unique(self._force[at]).tolist():
            mine = self._force[at] == force
            solid[mine] = np.isin(at[mine], self._solid_of(force), assume_unique=True)
        return np.unique(self._cell[at[solid]], axis=0)

    def busy_cells(self, near: Bounds) -> NDArray[np.int64]:
        """The same with strays, shape (n, 2)."""
        return np.unique(self._cell[self._near(near)], axis=0)

    def _near(self, bounds: Bounds) -> NDArray[np.int64]:
        """Return which busy cells lie near a rectangle."""
        low, high = np.floor(np.array(bounds) / CELL_M).reshape(2, 2)
        margin = margin_cells(CELL_M)
        near = ((self._cell >= low - margin) & (self._cell <= high + margin)).all(axis=1)
        return np.flatnonzero(near & self._busy)

    @cached_property
    def _busy(self) -> NDArray[np.bool_]:
        least = np.maximum(1, LEAST_IN_CELL * self.usual_density[self._force])
        return np.asarray(self._rows >= least)

    def _solid_of(self, force: int) -> NDArray[np.int64]:
        """Return which cells are the ground of a force; of a nation's, only those asked for."""
        if force not in self._solid:
            mine = np.flatnonzero(self._busy & (self._force == force))
            self._solid[force] = mine[_together(self._cell[mine], self._rows[mine])]
        return self._solid[force]

    def touch(self, area: shapely.Geometry) -> bool:
        """Say whether an area has a part in one of these cells."""
        cells = self.solid_cells(Bounds(*area.bounds))
        low, high = cells * CELL_M, (cells + 1) * CELL_M
        squares = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
        return bool(shapely.intersects(squares, area).any())

    def nearest_force(self, area: shapely.Geometry) -> str:
        """Return the force of the nearest such cell; of several in one cell, the one with most."""
        middle = shapely.point_on_surface(area)
        solid = np.concatenate([self._solid_of(at) for at in range(len(self._forces))])
        cell = self._cell[solid]
        away = np.hypot(
            (cell[:, 0] + 0.5) * CELL_M - middle.x, (cell[:, 1] + 0.5) * CELL_M - middle.y
        )
        nearest = np.lexsort((-self._rows[solid], away))[0]
        return self._forces[int(self._force[solid][nearest])]


def margin_cells(cell_m: float) -> int:
    """Return how many cells from an area all those lie that can surround a part of it."""
    return 2 * ceil(REACH_M / cell_m) + 1


def _together(cell: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which cells lie with enough others; a chain of gaps within reach keeps together."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    if not len(cell):
        return np.zeros(0, dtype=bool)
    first, second = cKDTree(cell).query_pairs(REACH_M / CELL_M, output_type="ndarray").T
    near = coo_array((np.ones(len(first)), (first, second)), shape=(len(cell), len(cell)))
    _, group = connected_components(near, directed=False)
    return np.asarray(np.bincount(group, rows)[group] >= LEAST_TOGETHER * rows.sum())
