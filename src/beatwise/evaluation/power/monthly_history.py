"""What the areas' own months say about their ups and downs, each with its range over windows.

Three traits decide what a programme can detect: the variance ratio of a month's count, the drift
of each area's level from one period to the next, and the season. They are never assumed where the
areas' history is long enough to show them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput


YEAR = 12
ASSUMED_DRIFT = (0.30, 0.17, 0.54)  # between-year drift of busy areas on English months


@dataclass(frozen=True, slots=True)
class Range:
    """A value with the lowest and highest seen over windows of the history."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Traits:
    """The traits of a panel of areas by months.

    Parameters
    ----------
    mean
        (areas,) incidents a month.
    variance_ratio
        Variance over mean of an area's month, area and month level taken out; 1 is Poisson.
    drift
        Standard deviation of an area's own log change between windows a year apart, sampling noise
        taken out. Windows further apart count for less, as steps of a random walk add up.
    drift_assumed
        Whether the history is too short to show drift, so that a usual range stands in.
    season
        Half the distance from the lowest to the highest calendar month, as a share of the mean;
        None under 24 months.
    months, areas, window
        Months and areas of the history, and the length of a window.
    """

    mean: NDArray[np.float64]
    variance_ratio: Range
    drift: Range
    drift_assumed: bool
    season: float | None
    months: int
    areas: int
    window: int

    @property
    def typical(self) -> float:
        """The median area's incidents a month."""
        return float(np.median(self.mean))


def traits(counts: ArrayLike, months: ArrayLike | None = None) -> Traits:
    """Estimate the traits of (areas, months) counts; ``months`` are month numbers of the columns.

    Without ``months`` the columns are taken to follow one another; months may be missing between.

    Raises ``BadInput`` for fewer than two areas or four months, or no incident at all.
    """
    values = np.asarray(counts, dtype=float)
    if values.ndim != 2 or values.shape[0] < 2 or values.shape[1] < 4:
        raise BadInput(
            f"a history of shape {values.shape} is too small to learn from.",
            next_step="Give two areas or more and four months or more.",
        )
    if not np.isfinite(values).all() or (values < 0).any():
        raise BadInput("the history holds a missing or negative count.")
    if not values.sum():
        raise BadInput(
            "no incident was counted in any area, so nothing can be learned.",
            next_step="Choose another outcome, or larger areas.",
        )
    columns = values.shape[1]
    numbers = np.arange(columns) if months is None else np.asarray(months, dtype=np.int64)
    length = min(YEAR, columns // 2)
    ends = range(columns, length - 1, -length)
    spans = [slice(end - length, end) for end in ends][::-1]
    windows = [values[:, span] for span in spans]
    ratio = _range([_variance_ratio(window) for window in windows])
    middle = [float(numbers[span].mean()) for span in spans]
    drifts = [
        _drift(windows[i], windows[i + 1], ratio.value) / _root_years(middle[i + 1] - middle[i])
        for i in range(len(windows) - 1)
    ]
    assumed = length < 6 or not drifts
    return Traits(
        mean=values.mean(axis=1),
        variance_ratio=ratio,
        drift=Range(*ASSUMED_DRIFT) if assumed else _range(drifts),
        drift_assumed=assumed,
        season=_season(values, numbers % YEAR) if columns >= 2 * YEAR else None,
        months=columns,
        areas=values.shape[0],
        window=length,
    )


def _range(of_windows: list[float]) -> Range:
    low, high = float(np.min(of_windows)), float(np.max(of_windows))
    return Range(float(np.mean(of_windows)), low, high)


def _variance_ratio(window: NDArray[np.float64]) -> float:
    """Return Pearson's statistic over its degrees of freedom, area and month levels taken out."""
    positive = window[window.sum(axis=1) > 0][:, window.sum(axis=0) > 0]
    if positive.shape[0] < 2 or positive.shape[1] < 2:
        return 1.0
    expected = np.outer(positive.sum(axis=1), positive.sum(axis=0)) / positive.sum()
    freedom = (positive.shape[0] - 1) * (positive.shape[1] - 1)
    return max(1.0, float((np.square(positive - expected) / expected).sum()) / freedom)


def _drift(first: NDArray[np.float64], second: NDArray[np.float64], ratio: float) -> float:
    """Return the deviation of areas' log changes beyond what their counts explain by chance."""
    before, after = first.sum(axis=1), second.sum(axis=1)
    positive = before + after > 0
    before, after = before[positive] + 0.5, after[positive] + 0.5
    change = np.log(after / before)
    noise = ratio * (1 / before + 1 / after)
    weight = 1 / (noise + 0.04)
    share = weight / weight.sum()
    middle = float(share @ change)
    spread = float(share @ np.square(change - middle)) / max(1 - float(share @ share), 1e-9)
    return float(np.sqrt(max(0.0, spread - float(share @ noise))))


def _root_years(months: float) -> float:
    """Return the root of the years between windows, at least one: drift adds up as a walk does."""
    return float(np.sqrt(max(1.0, months / YEAR)))


def _season(values: NDArray[np.float64], calendar: NDArray[np.int64]) -> float | None:
    if len(np.unique(calendar)) < YEAR:
        return None
    level = np.array([values[:, calendar == month].mean() for month in range(YEAR)])
    return float((level.max() - level.min()) / 2 / level.mean())
