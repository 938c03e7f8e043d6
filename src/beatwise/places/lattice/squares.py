"""Squares of side 1: square (0, 0) has its lower left corner at the origin."""

from __future__ import annotations

import numpy as np


class Squares:
    """The arithmetic of squares; see ``CellRule``."""

    area = 1.0
    size_over_reach = float(np.sqrt(2))
    directions = np.arange(4) * np.pi / 2
    ring = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])

    def locate(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the column and row (int64) of the square in which each point falls."""
        return np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)

    def centres(self, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the centres of squares."""
        return column + 0.5, row + 0.5

    def steps(self, row: np.ndarray, *, corners: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the steps to the eight neighbours, or the four along an edge, shape (k,) each."""
        around = [(-1, 0), (1, 0), (0, -1), (0, 1)]
        around += [(-1, -1), (1, -1), (-1, 1), (1, 1)] if corners else []
        columns, rows = np.array(around).T
        return columns, rows

    def width(self, across: np.ndarray, up: np.ndarray) -> np.ndarray:
        """Return twice the side of the square that reaches so far from its centre."""
        return 2 * np.maximum(across, up)
