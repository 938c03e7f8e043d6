"""Rows sorted by place once, so that each of many towns is cut from them quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    import pandas as pd


class PlacedRows:
    """Rows with ``easting`` and ``northing`` in metres; those without a place are left out."""

    def __init__(self, rows: pd.DataFrame):
        x = rows["easting"].to_numpy(float)
        order = np.argsort(x, kind="stable")
        self._order = order[: int(np.isfinite(x).sum())]
        self._rows = rows
        self._x = x[self._order]
        self._y = rows["northing"].to_numpy(float)[self._order]

    def near(self, bounds: tuple[float, float, float, float]) -> pd.DataFrame:
        """Return the rows in a rectangle, edges included, in the order they came in."""
        west, south, east, north = bounds
        first, last = self._x.searchsorted(west), self._x.searchsorted(east, "right")
        inside = (self._y[first:last] >= south) & (self._y[first:last] <= north)
        return self._rows.iloc[np.sort(self._order[first:last][inside])]
