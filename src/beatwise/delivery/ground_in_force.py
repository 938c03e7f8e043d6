"""Which hot spot each ping lies in, by the polygon in force at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.delivery.traces import Pings


NOWHERE = -1
_ON_A_LINE = -2
_MOST_CELLS = 16_000_000
_SMALLEST_CELL_M = 10.0
_ALWAYS = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class GroundVersion:
    """A hot spot's polygon for as long as it is in force.

    ``spot`` is the hot spot's position in the plan; ``outline`` in BNG metres; ``begins`` and
    ``ends`` are milliseconds since 1970 in UTC, the end excluded.
    """

    spot: int
    outline: shapely.Geometry
    begins: int = 0
    ends: int = int(_ALWAYS)


def spots_of(pings: Pings, versions: Sequence[GroundVersion]) -> NDArray[np.int16]:
    """Return (n,) the hot spot of each ping, ``NOWHERE`` outside all; a boundary is inside.

    Where outlines overlap the hot spot that comes first in the plan has the ping, so that no
    minute counts twice.
    """
    changes = sorted({v.begins for v in versions} | {v.ends for v in versions})
    spots = np.full(len(pings), NOWHERE, np.int16)
    for begins, ends in pairwise(changes):
        in_force = [v for v in versions if v.begins <= begins and ends <= v.ends]
        in_force.sort(key=lambda v: v.spot)
        inside = (pings.time >= begins) & (pings.time < ends)
        if not in_force or not inside.any():
            continue
        if inside.all():
            spots[:] = _Lookup(in_force).spots(pings.easting, pings.northing)
        else:
            spots[inside] = _Lookup(in_force).spots(pings.easting[inside], pings.northing[inside])
    return spots


class _Lookup:
    """Cells that lie wholly in one hot spot, outside all, or on a line (a closer look)."""

    def __init__(self, versions: Sequence[GroundVersion]) -> None:
        self.versions = versions
        outlines = [v.outline for v in versions]
        west, south, east, north = shapely.total_bounds(outlines)
        span = max(east - west, north - south, 1.0)
        self.cell = max(_SMALLEST_CELL_M, span / np.sqrt(_MOST_CELLS))
        self.west, self.south = west - self.cell, south - self.cell
        self.columns = int((east - self.west) // self.cell) + 2
        self.rows = int((north - self.south) // self.cell) + 2
        self.cells = np.full(self.columns * self.rows, NOWHERE, np.int16)
        for version in versions:
            self._enter(version)

    def spots(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int16]:
        column = ((x - self.west) / self.cell).astype(np.int32)
        row = ((y - self.south) / self.cell).astype(np.int32)
        beyond = (x < self.west) | (y < self.south)
        beyond |= (column >= self.columns) | (row >= self.rows)
        row *= self.columns
        row += column
        row[beyond] = 0  # the first cell lies outside every outline
        spots = self.cells[row]
        unsure = np.flatnonzero(spots == _ON_A_LINE)
        spots[unsure] = self._exact(x[unsure], y[unsure])
        return spots

    def _exact(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int16]:
        spots = np.full(len(x), NOWHERE, np.int16)
        for version in self.versions:
            west, south, east, north = version.outline.bounds
            near = (spots == NOWHERE) & (x >= west) & (x <= east) & (y >= south) & (y <= north)
            at = np.flatnonzero(near)
            shapely.prepare(version.outline)
            spots[at[shapely.intersects_xy(version.outline, x[at], y[at])]] = version.spot
        return spots

    def _enter(self, version: GroundVersion) -> None:
        west, south, east, north = version.outline.bounds
        columns = np.arange(
            int((west - self.west) // self.cell), int((east - self.west) // self.cell) + 1
        )
        rows = np.arange(
            int((south - self.south) // self.cell), int((north - self.south) // self.cell) + 1
        )
        column, row = (a.ravel() for a in np.meshgrid(columns, rows))
        x, y = self.west + column * self.cell, self.south + row * self.cell
        boxes = shapely.box(x, y, x + self.cell, y + self.cell)
        shapely.prepare(version.outline)
        whole = shapely.contains_properly(version.outline, boxes)
        touched = shapely.intersects(version.outline, boxes)
        at = row * self.columns + column
        free = self.cells[at] == NOWHERE
        self.cells[at[whole & free]] = version.spot
        self.cells[at[touched & ~whole & free]] = _ON_A_LINE
