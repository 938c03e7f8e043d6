"""The cells of a lattice in which something was recorded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse

from beatwise.places.lattice import Lattice


@dataclass(frozen=True, slots=True, eq=False)
class OccupiedCells:
    """Whole cells that hold at least one of the points given, n of them, sorted by key.

    Parameters
    ----------
    lattice
        What they belong to.
    keys
        Their lattice keys, (n,).
    at
        The index of the cell of each point given, (n_points,).
    """

    lattice: Lattice
    keys: np.ndarray
    at: np.ndarray

    def __len__(self) -> int:
        return len(self.keys)

    def find(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Return the index of the cell at each column and row, -1 where it is not occupied."""
        wanted = self.lattice.key(column, row)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self) - 1)
        return np.where(self.keys[at] == wanted, at, -1) if len(self) else np.full(wanted.shape, -1)

    def neighbours(self) -> scipy.sparse.csr_array:
        """Which occupied cells touch, corners too: bool, (n, n), symmetric, without self."""
        column, row = self.lattice.unkey(self.keys)
        across, up = self.lattice.steps(row)
        at = self.find(column[:, None] + across, row[:, None] + up)
        source = np.broadcast_to(np.arange(len(self))[:, None], at.shape)[at >= 0]
        data = np.ones(len(source), bool)
        shape = (len(self), len(self))
        return scipy.sparse.coo_array((data, (source, at[at >= 0])), shape=shape).tocsr()


def occupied_cells(lattice: Lattice, x: np.ndarray, y: np.ndarray) -> OccupiedCells:
    """Return the cells in which the points lie (BNG metres, all known)."""
    keys, at = np.unique(lattice.key(*lattice.locate(x, y)), return_inverse=True)
    return OccupiedCells(lattice, keys, at)
