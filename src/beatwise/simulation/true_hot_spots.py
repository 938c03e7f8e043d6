"""The true hot spots of a town, and which of them are patrolled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatwise.simulation.town.premises import Premises


RADIUS_M = 125.0
BUFFER_M = 150.0
_CORNERS = 16


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A hot spot chosen on its *true* expected count, so that it does not regress to the mean.

    ``ring`` is its closed edge in British National Grid metres, shape (17, 2). ``inside`` and
    ``buffer`` index the town's premises; the buffer reaches 150 m beyond the edge.
    """

    id: str
    town: int
    x: float
    y: float
    patrolled: bool
    ring: np.ndarray
    inside: np.ndarray
    buffer: np.ndarray


def hot_spots(
    place: Premises, kinds: np.ndarray, count: int, town: int, name: str, rng: np.random.Generator
) -> tuple[HotSpot, ...]:
    """Pick up to ``count`` hot spots, far enough apart that buffers do not meet, and draw lots."""
    from scipy.spatial import cKDTree

    xy = np.column_stack([place.x, place.y])
    total = place.mean[:, kinds].sum(axis=1)
    near = cKDTree(xy).query_ball_point(xy, RADIUS_M)
    expected = np.array([total[list(n)].sum() for n in near])
    centres: list[int] = []
    for i in np.argsort(-expected, kind="stable"):
        gap = np.hypot(*(xy[centres] - xy[i]).T) if centres else np.array([np.inf])
        if expected[i] > 0 and gap.min() > 2 * (RADIUS_M + BUFFER_M):
            centres.append(int(i))
        if len(centres) == count:
            break
    patrolled = rng.permutation(len(centres)) < (len(centres) + 1) // 2
    return tuple(
        _hot_spot(f"{name.lower()}-{n + 1}", town, place, xy[i], bool(patrolled[n]))
        for n, i in enumerate(centres)
    )


def _hot_spot(label: str, town: int, place: Premises, at: np.ndarray, patrolled: bool) -> HotSpot:
    import shapely

    bearing = 2 * np.pi * np.arange(_CORNERS + 1) / _CORNERS
    ring = np.round(at + RADIUS_M * np.column_stack([np.cos(bearing), np.sin(bearing)]), 2)
    ring[-1] = ring[0]
    inside = shapely.contains_xy(shapely.Polygon(ring), place.x, place.y)
    away = np.hypot(place.x - at[0], place.y - at[1])
    buffer = ~inside & (away <= RADIUS_M + BUFFER_M)
    return HotSpot(
        label,
        town,
        float(at[0]),
        float(at[1]),
        patrolled,
        ring,
        np.flatnonzero(inside),
        np.flatnonzero(buffer),
    )
