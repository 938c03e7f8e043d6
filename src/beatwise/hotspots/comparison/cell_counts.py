"""Incidents of one force counted by cell, month and type."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse

from beatwise.places.lattice import Lattice
from beatwise.places.occupied import OccupiedCells, occupied_cells


@dataclass(frozen=True, slots=True, eq=False)
class CellCounts:
    """Counts on every cell that held anything in any month.

    Parameters
    ----------
    cells
        The cells, and the cell of each incident.
    neighbours
        Which cells touch, corners too, (n_cells, n_cells).
    months
        Month numbers with data, in order, (m,).
    by_type
        Incidents by type, each (n_cells, m).
    x, y, month, kind
        The incidents themselves: BNG metres, month number and type, each (n_incidents,).
    """

    cells: OccupiedCells
    neighbours: scipy.sparse.csr_array
    months: np.ndarray
    by_type: dict[str, np.ndarray]
    x: np.ndarray
    y: np.ndarray
    month: np.ndarray
    kind: np.ndarray

    def columns(self, months: tuple[int, ...]) -> np.ndarray:
        """Return where these month numbers stand among ``months``; all must be there."""
        return np.searchsorted(self.months, np.array(months))


def count(
    x: np.ndarray, y: np.ndarray, month: np.ndarray, kind: np.ndarray, size_m: float
) -> CellCounts:
    """Count incidents on squares of ``size_m``; those without a location must be left out.

    ``x``, ``y`` in BNG metres, ``month`` numbers, ``kind`` type slugs, each (n_incidents,).
    """
    kind = np.asarray(kind).astype(str)
    cells = occupied_cells(Lattice("square", size_m), x, y)
    months, column = np.unique(month, return_inverse=True)
    kinds, which = np.unique(kind, return_inverse=True)
    shape = (len(kinds), len(cells), len(months))
    flat = np.ravel_multi_index((which, cells.at, column), shape)
    counts = np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape).astype(float)
    by_type = {str(name): counts[i] for i, name in enumerate(kinds)}
    return CellCounts(cells, cells.neighbours(), months, by_type, x, y, month, kind)
