"""The orderings that a prediction must beat, each given its best tie-break."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from scipy.special import ndtr

from beatwise.hotspots.significance.statistic import neighbourhood, z_gi_star
from beatwise.places.occupied import OccupiedCells


QUARTER = 3
REACH = 4.0  # standard deviations of the kernel that are followed


def then_by(first: np.ndarray, *others: np.ndarray) -> np.ndarray:
    """Return scores that order by the first values, ties by the next, and so on, (n,).

    Cells that are equal in all of them stay tied.
    """
    columns = np.column_stack([first, *others])
    return np.asarray(np.unique(columns, axis=0, return_inverse=True)[1].reshape(-1), dtype=float)


def last_quarter(counts: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Order by the last three months, ties by all training months, then by all kinds, (n,)."""
    return then_by(counts[:, -QUARTER:].sum(axis=1), counts.sum(axis=1), totals)


def gi_star_order(counts: np.ndarray, neighbours: scipy.sparse.csr_array) -> np.ndarray:
    """Gi* z of training counts (n,) over the cells given; 0 where it cannot be formed."""
    sums, sizes = neighbourhood(counts, neighbours, star=True)
    return np.nan_to_num(z_gi_star(counts, sums, sizes))


def kernel_mass(cells: OccupiedCells, x: np.ndarray, y: np.ndarray, bandwidth: float) -> np.ndarray:
    """Gaussian density of points (BNG metres), integrated exactly over square cells, (n,)."""
    size, (east, north) = cells.lattice.size_m, cells.lattice.origin
    points, weight = np.unique(np.column_stack([x, y]), axis=0, return_counts=True)
    column, row = cells.lattice.locate(points[:, 0], points[:, 1])
    reach = int(np.ceil(REACH * bandwidth / size))
    steps = np.arange(-reach, reach + 1)
    across = _kernel_in_strips(points[:, 0] - east, column, steps, size, bandwidth)
    up = _kernel_in_strips(points[:, 1] - north, row, steps, size, bandwidth)
    mass = np.zeros(len(cells))
    for i, dx in enumerate(steps):
        for j, dy in enumerate(steps):
            at = cells.find(column + dx, row + dy)
            here = at >= 0
            share = (weight * across[i] * up[j])[here]
            mass += np.bincount(at[here], share, minlength=len(cells))
    return mass


def _kernel_in_strips(
    place: np.ndarray, cell: np.ndarray, steps: np.ndarray, size: float, bandwidth: float
) -> np.ndarray:
    """How much of each point's kernel lies in the strip so many steps away, (steps, points)."""
    edge = (cell + steps[:, None]) * size - place
    return np.asarray(ndtr((edge + size) / bandwidth) - ndtr(edge / bandwidth))
