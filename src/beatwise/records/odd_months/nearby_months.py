"""What the months around each month lead one to expect of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


EACH_SIDE = 7  # a run of three odd months is still outvoted
REACH = 36  # months: levels of recording move over longer spans
FEWEST = 3  # other months, without which nothing is expected
STEP = 4  # months on each side from which a lasting change of level can be told from an odd month

Floats = NDArray[np.float64]


def neighbours(months: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions of the nearest months before and after each, shape (m, ``EACH_SIDE``).

    -1 where there is none within ``REACH``.
    """
    at = np.arange(len(months))
    steps = np.arange(1, EACH_SIDE + 1)
    return tuple(_within(months, at[:, None] + sign * steps) for sign in (-1, 1))  # type: ignore[return-value]


def _within(months: NDArray[np.int64], position: NDArray[np.int64]) -> NDArray[np.int64]:
    there = (position >= 0) & (position < len(months))
    far = np.abs(months[np.clip(position, 0, len(months) - 1)] - months[:, None]) > REACH
    return np.where(there & ~far, position, -1)


def medians(values: Floats, positions: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
    """Return the median of each month's neighbours and how many count, each shape (m, types).

    ``values``, shape (m, types), are blank (NaN) where they are not to be trusted.
    """
    around = np.where((positions >= 0)[:, :, None], values[positions], np.nan)
    number = np.isfinite(around).sum(axis=1)
    ordered = np.sort(around, axis=1)  # blanks come last
    low = np.take_along_axis(ordered, np.maximum((number - 1) // 2, 0)[:, None], axis=1)[:, 0]
    high = np.take_along_axis(ordered, np.maximum(number // 2, 0)[:, None], axis=1)[:, 0]
    return np.where(number > 0, (low + high) / 2, np.nan), number
