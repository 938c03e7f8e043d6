"""Neighbourhood sums, and the Gi and Gi* z values of Ord & Getis (1995), binary weights."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from beatwise.errors import BadInput


def neighbourhood(
    values: np.ndarray, neighbours: sparse.csr_array, *, star: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Sum each cell's neighbourhood, and count the cells in it.

    Parameters
    ----------
    values
        One number a cell, (n,).
    neighbours
        (n, n) sparse adjacency; any stored non-zero is a neighbour. The diagonal is ignored.
    star
        Whether the cell itself belongs to its neighbourhood (Gi*) or not (Gi).

    Returns
    -------
    sums (n,) in the unit of ``values``, and sizes (n,) as whole numbers of cells.
    """
    links = adjacency(neighbours, len(values))
    sums = np.asarray(links @ values)
    sizes = np.diff(links.indptr).astype(np.int64)
    if star:
        return sums + values, sizes + 1
    return sums, sizes


def adjacency(neighbours: sparse.csr_array, n: int) -> sparse.csr_array:
    """Return the neighbours as a 0/1 csr array without a diagonal; BadInput if not (n, n)."""
    links = sparse.csr_array(neighbours)
    if links.shape != (n, n):
        raise BadInput(
            f"The neighbours are {links.shape[0]} by {links.shape[1]} for {n} cells.",
            next_step="Give one row and one column of neighbours for each cell.",
        )
    coo = links.tocoo()
    keep = (coo.data != 0) & (coo.row != coo.col)
    ones = np.ones(int(keep.sum()))
    clean = sparse.csr_array((ones, (coo.row[keep], coo.col[keep])), shape=(n, n))
    clean.sum_duplicates()
    clean.data[:] = 1.0
    return clean


def z_gi_star(values: np.ndarray, sums: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Gi* z: (sum - mean·W) / (s·sqrt((n·W - W²)/(n-1))), self included, population s.

    ``nan`` where the values do not vary or the neighbourhood is everything.
    """
    n = len(values)
    spread = values.std()
    scale = spread * np.sqrt((n * sizes - sizes**2) / (n - 1)) if n > 1 else np.zeros(n)
    return _ratio(sums - values.mean() * sizes, scale)


def z_gi(values: np.ndarray, sums: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Gi z: as Gi* with cell i left out of the sum, the mean and the variance (n - 1 others).

    ``nan`` for a cell without neighbours, or where the others do not vary.
    """
    n = len(values)
    if n < 3:
        return np.full(n, np.nan)
    mean = (values.sum() - values) / (n - 1)
    variance = ((values**2).sum() - values**2) / (n - 1) - mean**2
    spread = np.sqrt(np.maximum(variance, 0.0))
    scale = spread * np.sqrt(((n - 1) * sizes - sizes**2) / (n - 2))
    return _ratio(sums - mean * sizes, scale)


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    good = below > 0
    return np.where(good, above / np.where(good, below, 1.0), np.nan)
