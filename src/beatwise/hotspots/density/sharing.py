"""How a point is shared between the cells around it.

Each point is shared between the 3 × 3 cells around it by the quadratic B-spline weights
w(-1), w(0), w(1) = (½ - u)²/2, ¾ - u², (½ + u)²/2 (u its offset from the cell's centre, in cells).
They sum to 1, keep the point's place, and spread it by exactly a quarter of a squared cell
wherever it lies. Linear weights spread it by u·(1 - u), which depends on the point: corrected for
the average, they are still 1 % off at one busy snap point. Hockney & Eastwood (1988), chapter 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.hotspots.density.grid import Grid


SPREAD = 0.25  # the variance that sharing adds, in squared cells


@dataclass(frozen=True, slots=True)
class Shares:
    """How each point is shared between 3 × 3 cells of a grid one cell wider all round.

    ``corner`` is the flat index of the first of a point's cells; ``up`` and ``along`` are its
    three weights northwards and eastwards.
    """

    rows: int
    columns: int
    corner: np.ndarray
    up: list[np.ndarray]
    along: list[np.ndarray]

    @classmethod
    def of(cls, x: np.ndarray, y: np.ndarray, grid: Grid) -> Shares:
        """Work out the weights of points inside the grid."""
        column, along = _parts((x - grid.left) / grid.cell, grid.columns)
        row, up = _parts((y - grid.bottom) / grid.cell, grid.rows)
        rows, columns = grid.rows + 2, grid.columns + 2
        return cls(rows, columns, row * columns + column, up, along)

    def deal(self, weights: np.ndarray) -> np.ndarray:
        """Share the weights of the points out to the cells, (rows, columns)."""
        size = self.rows * self.columns
        total = np.zeros(size)
        for i, up in enumerate(self.up):
            part = up * weights
            for j, along in enumerate(self.along):
                shift = i * self.columns + j
                total[shift:] += np.bincount(self.corner, part * along, size)[: size - shift]
        return total.reshape(self.rows, self.columns)

    def gather(self, field: np.ndarray) -> np.ndarray:
        """Read a field that is at most 1 at the points, with the same weights, (n,).

        Points in a cell where it is 1 lie deep inside and read 1.
        """
        flat, read = field.ravel(), np.ones(len(self.corner))
        near = np.flatnonzero(flat[self.corner + self.columns + 1] < 1.0 - 1e-9)
        if len(near):
            read[near] = 0.0
            corner, along = self.corner[near], [weight[near] for weight in self.along]
            for i, up in enumerate(self.up):
                for j, weight in enumerate(along):
                    read[near] += up[near] * weight * flat[corner + (i * self.columns + j)]
        return read


def _parts(at: np.ndarray, cells: int) -> tuple[np.ndarray, list[np.ndarray]]:
    cell = np.minimum(at.astype(np.int64), cells - 1)
    u = at - cell - 0.5
    return cell, [0.5 * (0.5 - u) ** 2, 0.75 - u**2, 0.5 * (0.5 + u) ** 2]
