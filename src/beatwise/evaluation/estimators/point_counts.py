"""From points and months to a panel of counts: areas by months, missing months left out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray


def count_panel(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    month: NDArray[np.int64],
    shapes: Sequence[shapely.Geometry],
    months: Sequence[int],
) -> NDArray[np.int64]:
    """Return (areas, months) counts of the points inside each area.

    ``x`` and ``y`` are in the shapes' metres; ``month`` are month numbers. Points without a place,
    and months not listed, are left out. The shapes do not overlap, so a point counts once.
    """
    columns = {number: at for at, number in enumerate(months)}
    usable = np.isfinite(x) & np.isfinite(y) & np.isin(month, list(columns))
    counts = np.zeros((len(shapes), len(columns)), dtype=np.int64)
    if not usable.any() or not len(shapes):
        return counts
    points = shapely.points(x[usable], y[usable])
    at = np.array([columns[int(number)] for number in month[usable]])
    point, area = shapely.STRtree(list(shapes)).query(points, predicate="intersects")
    first = np.unique(point, return_index=True)[1]
    np.add.at(counts, (area[first], at[point[first]]), 1)
    return counts


def by_unit(counts: NDArray[np.int64], units: Sequence[str]) -> NDArray[np.int64]:
    """Return counts added up over the areas of each unit of assignment, in order of first sight."""
    names = list(dict.fromkeys(units))
    position = np.array([names.index(unit) for unit in units])
    added = np.zeros((len(names), counts.shape[1]), dtype=np.int64)
    np.add.at(added, position, counts)
    return added


def count_days(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    day: NDArray[np.int64],
    shapes: Sequence[shapely.Geometry],
    first: int,
    days: int,
) -> NDArray[np.int64]:
    """Return (areas, days) counts; ``day`` and ``first`` are ordinals (``date.toordinal``)."""
    return count_panel(x, y, day, shapes, range(first, first + days))
