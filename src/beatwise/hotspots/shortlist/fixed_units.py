"""Grow hot spots from units that stay where they are: street segments, LSOAs, your own polygons.

The rule, in words. Start at the unit that should expect most, add the neighbouring unit with most
expected incidents, and go on while the place is at most 400 m across (across = √area) and either
still too small or the next unit expects at least half as much per unit as the place so far. Then
start again at the best unit left. A unit larger than 400 m across stands alone: a place to look
within.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.sparse
import shapely

from beatwise.hotspots.shortlist.limits import Limits
from beatwise.hotspots.shortlist.sliding_cells import Place
from beatwise.places.units import Units


_WORTH_ADDING = 0.5
Shape = Callable[[list[int], shapely.Geometry | None], shapely.Geometry]


def choose_units(
    units: Units,
    risk: np.ndarray,
    count: np.ndarray,
    neighbours: scipy.sparse.csr_array,
    area: shapely.Geometry,
    limits: Limits,
) -> tuple[Place, ...]:
    """Return at most ``limits.count`` places made of whole units, most expected first.

    Parameters
    ----------
    units
        The n units.
    risk, count
        What each should expect, shape (n,); training incidents by type, shape (n, types).
    neighbours
        Which units one can walk between, (n, n).
    area
        Outlines are clipped to it.
    limits
        How large and how full.
    """
    free = (risk > 0) & (count >= limits.incidents).any(axis=1)
    usable = risk > 0
    spots: list[Place] = []
    ground: shapely.Geometry = shapely.Polygon()
    while free.any() and len(spots) < limits.count:
        start = int(np.argmax(np.where(free, np.round(risk, 12), -1.0)))
        members = _grown(start, units, risk, usable, neighbours, limits)
        free[members] = usable[members] = False
        shape = _one_piece(shapely.difference(_ground(units, members, area), ground))
        ground = shapely.union(ground, shape)
        centres = np.column_stack([units.x[members], units.y[members]])
        spots.append(Place(centres, shape, float(risk[members].sum())))
    return tuple(sorted(spots, key=lambda c: (-round(c.expected, 9), *c.centres[0])))


def _grown(
    start: int,
    units: Units,
    risk: np.ndarray,
    usable: np.ndarray,
    neighbours: scipy.sparse.csr_array,
    limits: Limits,
) -> list[int]:
    members = [start]
    while True:
        around = np.unique(np.concatenate([_row(neighbours, m) for m in members]))
        around = around[usable[around] & ~np.isin(around, members)]
        extent = np.array([_extent(units, [*members, int(a)]) for a in around])
        around = around[extent <= limits.largest_m2]
        if not len(around):
            return members
        best = int(around[np.argmax(np.round(risk[around], 12))])
        small = _extent(units, members) < limits.smallest_m2
        if not small and risk[best] < _WORTH_ADDING * risk[members].mean():
            return members
        members.append(best)


def _row(neighbours: scipy.sparse.csr_array, at: int) -> np.ndarray:
    return neighbours.indices[neighbours.indptr[at] : neighbours.indptr[at + 1]]


def _extent(units: Units, members: list[int]) -> float:
    if units.kind != "segment":
        return float(units.area_m2[members].sum())
    return float(shapely.buffer(shapely.union_all(units.geometry[members]), units.limit_m).area)


def _ground(units: Units, members: list[int], area: shapely.Geometry) -> shapely.Geometry:
    shape = shapely.union_all(units.geometry[members])
    if units.kind == "segment":
        shape = shapely.buffer(shape, units.limit_m)
    return shapely.intersection(shape, area)


def _one_piece(shape: shapely.Geometry) -> shapely.Polygon:
    """Return the largest piece (an LSOA of two parts, a street cut by another's place)."""
    pieces = [p for p in shapely.get_parts(shape) if isinstance(p, shapely.Polygon)]
    largest = max(pieces, key=lambda p: p.area, default=shapely.Polygon())
    rounded = shapely.set_precision(largest, 0.01)
    return rounded if isinstance(rounded, shapely.Polygon) else largest
