"""The cells that a density is drawn on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells in British National Grid metres: ``rows`` northwards, ``columns`` eastwards.

    ``left`` and ``bottom`` are the outer corner of cell (0, 0); ``cell`` is its side in metres.
    """

    left: float
    bottom: float
    cell: float
    rows: int
    columns: int

    def centres(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the eastings (columns,) and northings (rows,) of the cell centres."""
        east = self.left + self.cell * (np.arange(self.columns) + 0.5)
        north = self.bottom + self.cell * (np.arange(self.rows) + 0.5)
        return east, north

    def cell_of(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the row and column of points inside the grid."""
        column = ((x - self.left) / self.cell).astype(np.int64)
        row = ((y - self.bottom) / self.cell).astype(np.int64)
        return np.minimum(row, self.rows - 1), np.minimum(column, self.columns - 1)

    def contains(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Mark the points inside the grid (left and bottom edges in, right and top out)."""
        column, row = (x - self.left) / self.cell, (y - self.bottom) / self.cell
        return (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)

    def within(self, x: np.ndarray, y: np.ndarray, inside: np.ndarray | None) -> np.ndarray:
        """Mark the points in the study area, (rows, columns) bool, or anywhere on the grid."""
        in_study = self.contains(x, y)
        if inside is not None:
            in_study[in_study] = inside[self.cell_of(x[in_study], y[in_study])]
        return in_study
