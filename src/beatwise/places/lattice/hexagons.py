"""Hexagons with two upright sides, of width 1: hexagon (0, 0) has its centre at the origin.

Source for rounding: cube coordinates, nearest centre (every point belongs to the hexagon whose
centre is nearest).
"""

from __future__ import annotations

import numpy as np


_HALF_ROOT_3 = np.sqrt(3) / 2
_HALF, _SHORT = 0.5, 0.5 / np.sqrt(3)


class Hexagons:
    """The arithmetic of hexagons; see ``CellRule``."""

    area = float(_HALF_ROOT_3)
    size_over_reach = float(np.sqrt(3))
    directions = np.arange(6) * np.pi / 3
    ring = np.array(
        [(0, -2 * _SHORT), (_HALF, -_SHORT), (_HALF, _SHORT), (0, 2 * _SHORT),
         (-_HALF, _SHORT), (-_HALF, -_SHORT)]
    )  # fmt: skip

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the column and row (int64) of the hexagon whose centre is nearest each point."""
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

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the centres of hexagons; every other row is half a hexagon to the east."""
        return column + 0.5 * (row & 1), row * _HALF_ROOT_3

    def steps(self, row: np.ndarray, *, corners: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the steps to the six neighbours, all along an edge: shapes (n, 6) and (6,)."""
        odd = (np.asarray(row) & 1)[:, None]
        columns = np.array([-1, 1, -1, 0, -1, 0]) + odd * np.array([0, 0, 1, 1, 1, 1])
        return columns, np.array([0, 0, -1, -1, 1, 1])

    def width(self, across: np.ndarray, up: np.ndarray) -> np.ndarray:
        """Return twice the width of the hexagon that reaches so far from its centre."""
        return 2 * np.maximum(across, across / 2 + up * _HALF_ROOT_3)
