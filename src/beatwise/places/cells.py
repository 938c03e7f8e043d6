"""Cut an area into squares or hexagons.

Rule: a cell is a unit when any part of it lies inside the area, and it is clipped to the area; its
``area_m2`` is of the clipped cell. So no incident inside the area is lost, and no ground outside
it is counted as searched.
"""

from __future__ import annotations

import numpy as np
import shapely

from beatwise.places.areas import Bounds
from beatwise.places.lattice import Lattice, LatticeKind
from beatwise.places.units import Units


_SLIVER_M2 = 1.0  # cells that only touch the area, up to rounding


def cut(
    area: shapely.Geometry,
    kind: LatticeKind,
    size_m: float,
    origin: tuple[float, float] = (0.0, 0.0),
) -> Units:
    """Return the cells that cover ``area`` (polygon or multipolygon, BNG metres), clipped to it.

    Cells are ordered by column, then row; the same area, kind, size and origin give the same units.
    """
    lattice = Lattice(kind, float(size_m), origin)
    column, row = _covering(lattice, Bounds(*area.bounds))
    polygons = lattice.polygons(column, row)
    shapely.prepare(area)
    touching = np.flatnonzero(shapely.intersects(area, polygons))
    column, row, polygons = column[touching], row[touching], polygons[touching]
    whole = shapely.contains(area, polygons)
    edge = np.flatnonzero(~whole)
    polygons[edge] = shapely.intersection(polygons[edge], area)
    extent = shapely.area(polygons)
    cells = np.flatnonzero(extent > _SLIVER_M2)
    keys = lattice.key(column[cells], row[cells])
    cells = cells[np.argsort(keys, kind="stable")]
    return _units(lattice, column[cells], row[cells], polygons[cells], extent[cells], whole[cells])


def _units(
    lattice: Lattice,
    column: np.ndarray,
    row: np.ndarray,
    polygons: np.ndarray,
    extent: np.ndarray,
    whole: np.ndarray,
) -> Units:
    centre = shapely.centroid(polygons)
    return Units(
        kind=lattice.kind,
        size_m=lattice.size_m,
        ids=np.array([_name(lattice, c, r) for c, r in zip(column, row, strict=True)], dtype=str),
        x=shapely.get_x(centre),
        y=shapely.get_y(centre),
        area_m2=extent,
        geometry=polygons,
        lattice=lattice,
        keys=lattice.key(column, row),
        whole=whole,
    )


def _name(lattice: Lattice, column: int, row: int) -> str:
    shift = "" if lattice.origin == (0.0, 0.0) else "+{:g},{:g}".format(*lattice.origin)
    return f"{lattice.kind}{lattice.size_m:g}{shift}:{column}:{row}"


def _covering(lattice: Lattice, bounds: Bounds) -> tuple[np.ndarray, np.ndarray]:
    west, south, east, north = bounds
    corners_x = np.array([west, east, west, east])
    corners_y = np.array([south, south, north, north])
    column, row = lattice.locate(corners_x, corners_y)
    columns = np.arange(column.min() - 1, column.max() + 2)
    rows = np.arange(row.min() - 1, row.max() + 2)
    grid = np.meshgrid(columns, rows, indexing="ij")
    return grid[0].ravel(), grid[1].ravel()
