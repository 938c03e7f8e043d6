"""What the areas' own days say about their ups and downs inside a week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.power.monthly_history import Range


YEAR_WEEKS = 52


@dataclass(frozen=True, slots=True)
class DayTraits:
    """The traits of areas by days.

    Parameters
    ----------
    typical
        The middle area's incidents a week.
    variance_ratio
        Variance over mean of an area's day inside its week, weekdays taken out, with the lowest
        and highest over windows; 1 is pure chance.
    busiest
        The busiest weekday over the quietest.
    weeks, areas, window
        Weeks and areas of the history, and the weeks of a window.
    """

    typical: float
    variance_ratio: Range
    busiest: float | None
    weeks: int
    areas: int
    window: int


def windows(history: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Cut (areas, days) of whole weeks into windows of a year, or two halves, the newest whole."""
    weeks = history.shape[1] // WEEK
    length = min(YEAR_WEEKS, max(weeks // 2, 1))
    ends = range(weeks, length - 1, -length)
    return [history[:, (end - length) * WEEK : end * WEEK] for end in ends][::-1]


def day_traits(history: NDArray[np.int64]) -> DayTraits:
    """Return the traits of (areas, days) counts of whole weeks."""
    parts = windows(history)
    ratios = [_variance_ratio(part) for part in parts]
    weeks = history.shape[1] // WEEK
    of_day = history.reshape(len(history), weeks, WEEK).sum(axis=(0, 1))
    return DayTraits(
        typical=float(np.median(history.sum(axis=1) / weeks)),
        variance_ratio=Range(float(np.mean(ratios)), min(ratios), max(ratios)),
        busiest=float(of_day.max() / of_day.min()) if of_day.min() else None,
        weeks=weeks,
        areas=len(history),
        window=parts[0].shape[1] // WEEK,
    )


def _variance_ratio(history: NDArray[np.int64]) -> float:
    """Return Pearson's statistic of days given their week's total, over its degrees of freedom."""
    by_week = history.reshape(-1, WEEK)
    by_week = by_week[by_week.sum(axis=1) > 0]
    of_day = by_week.sum(axis=0)
    positive = of_day > 0
    if positive.sum() < 2:
        return 1.0
    share = of_day[positive] / of_day.sum()
    expected = by_week.sum(axis=1, keepdims=True) * share
    freedom = (len(by_week) - 1) * (positive.sum() - 1)
    pearson = float((np.square(by_week[:, positive] - expected) / expected).sum())
    return pearson / freedom if freedom > 0 else 1.0
