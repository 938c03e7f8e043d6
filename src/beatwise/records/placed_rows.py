"""Rows sorted by place once, so that each of many towns is cut from them quickly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray


if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRows:
    """Rows that have a place, by easting: each array is of shape (n,).

    ``x`` and ``y`` are BNG metres, ``month`` month numbers, ``kind`` an index into the types asked
    for, ``label`` published names of places, ``order`` where each row stood before it was sorted.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    month: NDArray[np.int64]
    kind: NDArray[np.int64]
    label: NDArray[np.object_]
    order: NDArray[np.int64]

    def near(self, bounds: tuple[float, float, float, float]) -> PlacedRows:
        """Return the rows in a rectangle, edges included, in the order they came in."""
        west, south, east, north = bounds
        first, last = self.x.searchsorted(west), self.x.searchsorted(east, "right")
        inside = first + np.flatnonzero(
            (self.y[first:last] >= south) & (self.y[first:last] <= north)
        )
        return self.at(inside[np.argsort(self.order[inside])])

    def at(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> PlacedRows:
        """Return some of the rows."""
        return PlacedRows(
            self.x[rows],
            self.y[rows],
            self.month[rows],
            self.kind[rows],
            self.label[rows],
            self.order[rows],
        )


def place_rows(rows: pd.DataFrame, types: Sequence[str]) -> PlacedRows:
    """Sort rows of ``types`` by place; those without one are left out."""
    x = rows["easting"].to_numpy(float)
    order = np.argsort(x, kind="stable")[: int(np.isfinite(x).sum())]
    words = rows["type"].astype(str).to_numpy()
    kind = np.full(len(words), -1, np.int64)
    for at, slug in enumerate(types):
        kind[words == slug] = at
    return PlacedRows(
        x[order],
        rows["northing"].to_numpy(float)[order],
        rows["month"].to_numpy(np.int64)[order],
        kind[order],
        rows["location"].astype(object).fillna("").to_numpy()[order],
        order,
    )
