"""Squares and hexagons laid over the British National Grid from a fixed origin.

The arithmetic of a lattice: which cell a point falls in, and where that cell's corners are. A
lattice is anchored to the grid's own origin unless another is given, so the same place always falls
in the same cell whatever area is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from beatwise.places.lattice.cell_rules import CELL_RULES, CellRule, LatticeKind


_KEY = 1 << 31  # a cell's column and row packed into one int64


@dataclass(frozen=True, slots=True)
class Lattice:
    """An endless grid of equal cells.

    Parameters
    ----------
    kind
        ``square``, or ``hex`` for hexagons with two upright sides.
    size_m
        A square's side, or a hexagon's width from flat side to flat side, in metres.
    origin
        BNG metres of the corner of square (0, 0), or of the centre of hexagon (0, 0).
    """

    kind: LatticeKind
    size_m: float
    origin: tuple[float, float] = (0.0, 0.0)

    @property
    def rule(self) -> CellRule:
        """The arithmetic of its kind of cell."""
        return CELL_RULES[self.kind]

    @property
    def cell_area_m2(self) -> float:
        """The area of one whole cell."""
        return self.size_m**2 * self.rule.area

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the column and row (int64) of the cell in which each point falls."""
        x = (np.asarray(x, float) - self.origin[0]) / self.size_m
        y = (np.asarray(y, float) - self.origin[1]) / self.size_m
        return self.rule.locate(x, y)

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the centres of whole cells, BNG metres."""
        x, y = self.rule.centres(column, row)
        return self.origin[0] + self.size_m * x, self.origin[1] + self.size_m * y

    def polygons(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Return whole cells as shapely polygons in BNG metres."""
        x, y = self.centres(column, row)
        corners = np.stack([x, y], axis=1)[:, None, :] + self.rule.ring * self.size_m
        return shapely.polygons(corners)

    def key(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Pack column and row into one sortable int64."""
        return np.asarray(column, np.int64) * _KEY + np.asarray(row, np.int64)

    def unkey(self, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Undo :meth:`key`."""
        column = (np.asarray(key, np.int64) + _KEY // 2) // _KEY
        return column, key - column * _KEY

    def steps(self, row: np.ndarray, *, corners: bool = True) -> tuple[np.ndarray, np.ndarray]:
        """Return column and row steps to each neighbour, shape (n, k).

        Hexagons have six neighbours, each along an edge; squares eight, or the four along an edge
        when ``corners`` is false.
        """
        columns, rows = self.rule.steps(row, corners=corners)
        shape = (len(np.asarray(row)), len(rows))
        return np.broadcast_to(columns, shape), np.broadcast_to(rows, shape)
