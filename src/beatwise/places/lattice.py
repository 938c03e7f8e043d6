"""Squares and hexagons laid over the British National Grid from a fixed origin.

The arithmetic of a lattice: which cell a point falls in, and where that cell's corners are. A
lattice is anchored to the grid's own origin unless another is given, so the same place always falls
in the same cell whatever area is asked about. Source for hexagon rounding: cube coordinates,
nearest centre (every point belongs to the hexagon whose centre is nearest).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely


LatticeKind = Literal["hex", "square"]
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
    def cell_area_m2(self) -> float:
        """The area of one whole cell."""
        return self.size_m**2 * (1.0 if self.kind == "square" else np.sqrt(3) / 2)

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the column and row (int64) of the cell in which each point falls."""
        x = (np.asarray(x, float) - self.origin[0]) / self.size_m
        y = (np.asarray(y, float) - self.origin[1]) / self.size_m
        if self.kind == "square":
            return np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        return _nearest_hexagon(x, y)

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the centres of whole cells, BNG metres."""
        if self.kind == "square":
            x, y = column + 0.5, row + 0.5
        else:
            x, y = column + 0.5 * (row & 1), row * (np.sqrt(3) / 2)
        return self.origin[0] + self.size_m * x, self.origin[1] + self.size_m * y

    def polygons(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Return whole cells as shapely polygons in BNG metres."""
        x, y = self.centres(column, row)
        corners = np.stack([x, y], axis=1)[:, None, :] + self.ring() * self.size_m
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
        if self.kind == "hex":
            odd = (np.asarray(row) & 1)[:, None]
            columns = np.array([-1, 1, -1, 0, -1, 0]) + odd * np.array([0, 0, 1, 1, 1, 1])
            rows = np.array([0, 0, -1, -1, 1, 1])
        else:
            around = [(-1, 0), (1, 0), (0, -1), (0, 1)]
            around += [(-1, -1), (1, -1), (-1, 1), (1, 1)] if corners else []
            columns, rows = np.array(around).T
        shape = (len(np.asarray(row)), len(rows))
        return np.broadcast_to(columns, shape), np.broadcast_to(rows, shape)

    def ring(self) -> np.ndarray:
        """Return the corners of a cell of size one around its centre, shape (4 or 6, 2)."""
        if self.kind == "square":
            return np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
        half, short = 0.5, 0.5 / np.sqrt(3)
        return np.array(
            [(0, -2 * short), (half, -short), (half, short), (0, 2 * short),
             (-half, short), (-half, -short)]
        )  # fmt: skip


def _nearest_hexagon(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r = y * (2 / np.sqrt(3))
    q = x - r / 2
    s = -q - r
    rq, rr, rs = np.rint(q), np.rint(r), np.rint(s)
    dq, dr, ds = np.abs(rq - q), np.abs(rr - r), np.abs(rs - s)
    fix_q = (dq > dr) & (dq > ds)
    fix_r = ~fix_q & (dr > ds)
    rq = np.where(fix_q, -rr - rs, rq).astype(np.int64)
    rr = np.where(fix_r, -rq - rs, rr).astype(np.int64)
    return rq + (rr - (rr & 1)) // 2, rr
