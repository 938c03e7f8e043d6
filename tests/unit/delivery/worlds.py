"""A square hot spot of 200 m at the origin and walks past it that can be checked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from beatwise.delivery.ground_in_force import GroundVersion
from beatwise.delivery.traces import Pings


NOON = 1_772_712_000_000  # 5 March 2026, 12:00 in London
SQUARE = GroundVersion(0, shapely.box(0, 0, 200, 200))
INSIDE, OUTSIDE = (100.0, 100.0), (900.0, 100.0)


def walk(*steps: tuple[float, tuple[float, float]], device: int = 0, start: int = NOON) -> Pings:
    """Return pings at (seconds after noon, place); each a metre off the last, as real ones are."""
    seconds = [second for second, _ in steps]
    off = np.arange(len(steps)) % 7
    return Pings(
        np.full(len(steps), device, np.int32),
        np.array([start + round(second * 1000) for second in seconds], np.int64),
        np.array([place[0] for _, place in steps], float) + off,
        np.array([place[1] for _, place in steps], float),
        np.full(len(steps), 8, np.float32),
    )


def every(seconds: float, begin: float, end: float) -> list[float]:
    """Return the seconds from ``begin`` to ``end``, both included."""
    return list(np.arange(begin, end + seconds / 2, seconds))


def joined(walks: Sequence[Pings]) -> Pings:
    """Return several walks as one batch of pings."""
    columns = ("device", "time", "easting", "northing", "accuracy")
    return Pings(*(np.concatenate([getattr(w, name) for w in walks]) for name in columns))
