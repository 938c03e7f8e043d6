"""In which months a hot spot was among the area's busiest places."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from beatwise.hotspots.shortlist.hotspot import RecentMonths
from beatwise.hotspots.shortlist.reasons.persistence import hot_in_month
from beatwise.hotspots.shortlist.training_data import Observed
from beatwise.places.units import Units


WINDOWS = (12, 24, 36)


def standing(
    observed: Observed, months: tuple[int, ...], units: Units, shapes: Sequence[shapely.Geometry]
) -> np.ndarray:
    """Say in which months each hot spot was among the area's top N: bool, shape (k, len(months)).

    N is the number of hot spots. The places compared are the hot spots and every unit of the fixed
    grid outside them. A place's month is its share of the type's incidents, averaged over types. A
    place without an incident is never hot; a tie for the last place counts.
    """
    if not shapes:
        return np.zeros((0, len(months)), bool)
    place = units.assign(observed.x, observed.y) + len(shapes)
    place[place < len(shapes)] = -1
    for at, shape in enumerate(shapes):
        place[shapely.intersects_xy(shape, observed.x, observed.y)] = at
    counts = _mean_share(observed, months, place, len(units) + len(shapes))
    return np.asarray(hot_in_month(np.round(counts, 12), len(shapes))[: len(shapes)])


def _mean_share(
    observed: Observed, months: tuple[int, ...], place: np.ndarray, places: int
) -> np.ndarray:
    in_places = np.isin(observed.month, months) & (place >= 0)
    at = np.searchsorted(months, observed.month[in_places])
    total = np.zeros((places, len(months)))
    for kind in range(len(observed.types)):
        mine = observed.kind[in_places] == kind
        flat = place[in_places][mine] * len(months) + at[mine]
        counts = np.bincount(flat, minlength=total.size).reshape(total.shape)
        total += counts / max(counts.sum(), 1)
    return total / len(observed.types)


def recent(hot: np.ndarray, months: tuple[int, ...], last: int) -> tuple[RecentMonths, ...]:
    """Return in how many of the last 12, 24 and 36 calendar months the place was hot."""
    numbers = np.array(months)
    spans = []
    for window in WINDOWS:
        inside = (numbers > last - window) & (numbers <= last)
        spans.append(RecentMonths(window, int(hot[inside].sum()), int(inside.sum())))
    return tuple(spans)
