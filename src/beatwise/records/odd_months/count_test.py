"""Test each month's count against the months around it.

Counts are compared on the scale 2·√(n + 3/8) (Anscombe 1948), on which a Poisson count has variance
about one whatever its mean. What is expected is the median of the months around, each taken out of
season first, so that one odd month does not hide another. The spread is the series' own, by the
median of its distances (Hampel 1974), drawn towards what forces usually show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.records.odd_months.nearby_months import FEWEST, STEP, medians, neighbours


USUAL_SPREAD = 0.08  # of a type's monthly count beside chance, as a share: the median of 42 forces
USUAL_WEIGHT = 6  # months of a series that the usual spread is worth
_NORMAL = 1.4826  # median distance to standard deviation

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Departures:
    """How far each month's count is from what its neighbours lead one to expect.

    All of shape (m, types). ``expected`` is a count, blank (NaN) where there are too few other
    months; ``distance`` is in standard deviations, with its sign; ``alone`` says that the month
    departs from the months on either side, and is not where a lasting change begins.
    """

    expected: Floats
    distance: Floats
    alone: NDArray[np.bool_]


def departures(
    months: NDArray[np.int64],
    counts: Floats,
    season: Floats,
    trusted: NDArray[np.bool_],
    in_doubt: NDArray[np.bool_],
) -> Departures:
    """Compare every count with its neighbours.

    Parameters
    ----------
    months
        Month numbers, ascending, shape (m,).
    counts, season
        Counts, and what a month of the year usually holds of an average month, shape (m, types).
    trusted
        Which counts may speak for their neighbours, shape (m, types).
    in_doubt
        Which counts may not even show that a change lasts, shape (m, types).
    """
    level = np.where(trusted, counts / season, np.nan)
    before, after = neighbours(months)
    whole, number = medians(level, np.concatenate([before, after], axis=1))
    expected = np.where(number >= FEWEST, whole * season, np.nan)
    gap = _scale(counts) - _scale(expected)
    distance = gap / spread(gap, expected, trusted)
    alone = np.ones(counts.shape, bool)
    sides = np.where(in_doubt, np.nan, counts / season)
    for side in (before, after):
        middle, there = medians(sides, side)
        rest = _scale(counts) - _scale(middle * season)
        same = (np.sign(rest) == np.sign(gap)) & (np.abs(rest) >= np.abs(gap) / 2)
        alone &= same | (there < STEP)
    return Departures(expected, distance, alone)


def spread(gap: Floats, expected: Floats, trusted: NDArray[np.bool_]) -> Floats:
    """Return the standard deviation of each month's distance, shape (m, types), at least one."""
    usual = 1 + expected * USUAL_SPREAD**2
    size = np.where(trusted & np.isfinite(gap), np.abs(gap), np.nan)
    number = np.isfinite(size).sum(axis=0)
    own = (_NORMAL * _median(size)) ** 2
    both = (USUAL_WEIGHT * usual + number * own) / (USUAL_WEIGHT + number)
    return np.sqrt(np.maximum(both, 1.0))


def _median(columns: Floats) -> Floats:
    """Return each column's median without its blanks; zero where all are blank."""
    ordered = np.sort(columns, axis=0)
    number = np.isfinite(columns).sum(axis=0)
    at = np.arange(columns.shape[1])
    low, high = np.maximum((number - 1) // 2, 0), np.maximum(number // 2, 0)
    return np.where(number > 0, (ordered[low, at] + ordered[high, at]) / 2, 0.0)


def _scale(counts: Floats) -> Floats:
    return 2 * np.sqrt(counts + 0.375)
