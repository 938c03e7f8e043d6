"""How much of an area is surrounded by cells.

A place is surrounded when no circle of the reach can hold it and no cell (a morphological closing,
which gives the alpha shape of the cells).
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.places.home.recorded_cells import REACH_M, margin_cells


SAMPLES = 12  # across the longer side of an area
OWN_MARGIN = 0.7  # of a cell: a cell that touches the area is its own


def enclosed_share(
    area: shapely.Geometry, cells: NDArray[np.int64], cell_m: float, *, without_own: bool
) -> float:
    """Return the share of an area, 0 to 1, that ``cells`` surround.

    Parameters
    ----------
    cells
        Columns and rows of square cells from the grid's origin, shape (n, 2).
    cell_m
        Their side, metres.
    without_own
        Leave out the cells of the area itself: is it surrounded by others?
    """
    from scipy import ndimage

    west, south, east, north = area.bounds
    margin = margin_cells(cell_m)
    low = np.floor(np.array([west, south]) / cell_m).astype(np.int64) - margin
    high = np.floor(np.array([east, north]) / cell_m).astype(np.int64) + margin + 1
    near = cells[((cells >= low) & (cells < high)).all(axis=1)]
    if without_own and len(near):
        middles = (near + 0.5) * cell_m
        mine = area.buffer(OWN_MARGIN * cell_m)
        near = near[~shapely.intersects_xy(mine, middles[:, 0], middles[:, 1])]
    if not len(near):
        return 0.0
    grid = np.zeros(high - low, dtype=bool)
    grid[tuple((near - low).T)] = True
    reach = REACH_M / cell_m
    reached = ndimage.distance_transform_edt(~grid) <= reach
    if reached.all():
        return 1.0
    closed = (ndimage.distance_transform_edt(reached) > reach) | grid
    x, y = _samples(area)
    at = np.floor(np.stack([x, y]) / cell_m).astype(np.int64) - low[:, None]
    return float(closed[tuple(at)].mean())


def _samples(area: shapely.Geometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points spread over an area, at least one."""
    west, south, east, north = area.bounds
    step = max((east - west) / SAMPLES, (north - south) / SAMPLES, 1.0)
    x, y = np.meshgrid(
        np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
    )
    inside = shapely.contains_xy(area, x.ravel(), y.ravel())
    middle = shapely.point_on_surface(area)
    return np.append(x.ravel()[inside], middle.x), np.append(y.ravel()[inside], middle.y)
