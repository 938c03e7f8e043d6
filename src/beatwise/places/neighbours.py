"""Which units lie next to which: sparse, symmetric, without self."""

from __future__ import annotations

import numpy as np
import scipy.sparse
import shapely

from beatwise.places.units import Units


_TOUCH_M = 0.5  # polygons drawn apart by less than this share a border all the same


def queen(units: Units) -> scipy.sparse.csr_array:
    """Return neighbours that share an edge or a corner (segments: a junction).

    Returns
    -------
    csr_array
        Bool, shape (n, n), symmetric, no unit its own neighbour, indices sorted.
    """
    if units.lattice is not None:
        return _lattice_neighbours(units, corners=True)
    return _touching(units)


def edge_sharing(units: Units, least_m: float = 20.0) -> scipy.sparse.csr_array:
    """Return neighbours one can walk between: they share at least ``least_m`` of border.

    For cells the clipped shapes count, so two cells on either side of a gap in the area are not
    neighbours. Segments are neighbours when they meet. Shape and kind as :func:`queen`.
    """
    if units.kind == "segment":
        return _touching(units)
    if units.lattice is not None:
        near = _lattice_neighbours(units, corners=False)
    else:
        near = _touching(units)
    return _long_borders(units, near, least_m)


def _lattice_neighbours(units: Units, *, corners: bool) -> scipy.sparse.csr_array:
    lattice = units.lattice
    assert lattice is not None
    column, row = lattice.unkey(units.keys)
    across, up = lattice.steps(row, corners=corners)
    wanted = lattice.key(column[:, None] + across, row[:, None] + up)
    at = np.minimum(np.searchsorted(units.keys, wanted), max(len(units) - 1, 0))
    exists = units.keys[at] == wanted if len(units) else np.zeros(wanted.shape, bool)
    source = np.broadcast_to(np.arange(len(units))[:, None], wanted.shape)
    return _matrix(len(units), source[exists], at[exists])


def _touching(units: Units) -> scipy.sparse.csr_array:
    tree = shapely.STRtree(units.geometry)
    first, second = tree.query(units.geometry, predicate="dwithin", distance=_TOUCH_M)
    other = first != second
    return _matrix(len(units), first[other], second[other])


def _long_borders(
    units: Units, near: scipy.sparse.csr_array, least_m: float
) -> scipy.sparse.csr_array:
    pairs = near.tocoo()
    first, second = pairs.row, pairs.col
    whole = units.whole if len(units.whole) else np.zeros(len(units), bool)
    sure = whole[first] & whole[second]
    check = np.flatnonzero(~sure & (first < second))
    a, b = units.geometry[first[check]], units.geometry[second[check]]
    if units.lattice is None:
        a = shapely.buffer(a, _TOUCH_M)
    shared = shapely.length(shapely.intersection(a, shapely.boundary(b), grid_size=1e-3))
    good = check[shared >= least_m]
    sure_pairs = np.flatnonzero(sure & (first < second))
    joined = np.concatenate([sure_pairs, good])
    one, two = first[joined], second[joined]
    return _matrix(len(units), np.concatenate([one, two]), np.concatenate([two, one]))


def _matrix(n: int, first: np.ndarray, second: np.ndarray) -> scipy.sparse.csr_array:
    data = np.ones(len(first), bool)
    matrix = scipy.sparse.coo_array((data, (first, second)), shape=(n, n)).tocsr()
    matrix.sum_duplicates()
    matrix.data[:] = True
    matrix.sort_indices()
    return matrix
