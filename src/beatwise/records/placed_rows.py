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
    for, ``label`` an index into ``labels``, the published names of places, and ``order`` where each
    row stood before it was sorted.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    month: NDArray[np.int32]
    kind: NDArray[np.int16]
    label: NDArray[np.int32]
    order: NDArray[np.int64]
    labels: NDArray[np.object_]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.x)

    @property
    def names(self) -> NDArray[np.object_]:
        """The published name of each row's place, shape (n,)."""
        names: NDArray[np.object_] = self.labels[self.label]
        return names

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
            self.labels,
        )


def place_rows(rows: pd.DataFrame, types: Sequence[str]) -> PlacedRows:
    """Sort rows of ``types`` by place; those without one are left out.

    ``rows`` has the columns ``month``, ``type``, ``easting``, ``northing`` and ``location``, the
    last one a category.
    """
    x = rows["easting"].to_numpy(float)
    order = np.argsort(x, kind="stable")[: int(np.isfinite(x).sum())]
    kinds = rows["type"].cat
    number = {slug: at for at, slug in enumerate(types)}
    of_kind = np.array([number.get(str(word), -1) for word in kinds.categories], np.int16)
    labels = np.array([*rows["location"].cat.categories, ""], dtype=object)
    return PlacedRows(
        x[order],
        rows["northing"].to_numpy(float)[order],
        rows["month"].to_numpy(np.int32)[order],
        of_kind[kinds.codes.to_numpy()[order]],
        rows["location"].cat.codes.to_numpy()[order],  # -1, the last, where there is no name
        order,
        labels,
    )


def joined(parts: Sequence[PlacedRows]) -> PlacedRows:
    """Return parts one below the other, none sorted anew; at least one."""
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(len(part.labels) for part in parts)])
    labels = [p.label % len(p.labels) + at for p, at in zip(parts, starts[:-1], strict=True)]
    return PlacedRows(
        np.concatenate([part.x for part in parts]),
        np.concatenate([part.y for part in parts]),
        np.concatenate([part.month for part in parts]),
        np.concatenate([part.kind for part in parts]),
        np.concatenate(labels).astype(np.int32),
        np.arange(sum(map(len, parts))),
        np.concatenate([part.labels for part in parts]),
    )
