"""Near repeat (Knox's test): do incidents gather near earlier ones, soon after them.

Every pair of events falls in one cell of a table: how far apart, by how many days. If place and
time had nothing to do with each other, a cell would hold row total × column total / pairs; dates
are then shuffled among the events to see how often chance alone holds as many.

Sources: Knox & Bartlett (1964) Applied Statistics 13, 25–29; Ratcliffe & Rengert (2008) Security
Journal 21, 58–76; tie-correct p after Davison & Hinkley (1997) Bootstrap Methods, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from beatwise.hotspots.near_repeats.close_pairs import Metric, count_close, ground, shuffle_into
from beatwise.hotspots.near_repeats.input import LONGEST_DAYS, check_events, check_settings


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SAME_PLACE_M = 0.5
_DATINGS_A_BATCH = 128


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """The pair table of a near-repeat test: rows are distance bands, columns bands of days.

    Parameters
    ----------
    distance_bands, day_bands
        What each row and column holds, in words. Bands are half-open: the lower limit is in.
    observed
        Pairs in each cell, int64, shape (rows, columns); they sum to n(n−1)/2.
    expected
        Exact mean under shuffled dates: row total × column total / all pairs.
    ratio
        Observed over expected; NaN where nothing is expected.
    p_value
        (1 + shuffles with at least as many) / (1 + shuffles), one-sided, upper tail.
    shuffled_mean, shuffled_sd
        Mean and standard deviation of the shuffled counts.
    n
        Events.
    permutations, seed
        How many shuffles, and the seed that draws them.
    metric
        ``euclidean`` or ``manhattan``.
    precision_m
        Coordinates were rounded to this many metres before distances were taken.
    """

    distance_bands: tuple[str, ...]
    day_bands: tuple[str, ...]
    observed: NDArray[np.int64]
    expected: NDArray[np.float64]
    ratio: NDArray[np.float64]
    p_value: NDArray[np.float64]
    shuffled_mean: NDArray[np.float64]
    shuffled_sd: NDArray[np.float64]
    n: int
    permutations: int
    seed: int
    metric: Metric
    precision_m: float

    @property
    def pairs(self) -> int:
        """All pairs of events: n(n−1)/2."""
        return self.n * (self.n - 1) // 2


def near_repeat(
    x: ArrayLike,
    y: ArrayLike,
    dates: ArrayLike,
    *,
    distance_limits: Sequence[float] = (SAME_PLACE_M, 200.0, 400.0, 600.0),
    day_limits: Sequence[int] = (1, 2, 3),
    metric: Metric = "euclidean",
    permutations: int = 999,
    seed: int = 0,
    precision_m: float = 0.1,
) -> NearRepeat:
    """Test whether events close in space are closer in time than chance allows.

    Parameters
    ----------
    x, y
        Where, British National Grid metres, shape (n,).
    dates
        When: ``datetime64`` or whole day numbers, shape (n,). Hours are dropped.
    distance_limits
        Upper limits of the distance bands in metres, rising. The first is what counts as the
        same place (half a metre); a last band, open above, is added.
    day_limits
        Upper limits of the bands of days apart, rising whole numbers; (1, 2, 3) makes 0 days,
        1 day, 2 days and >=3 days.
    metric
        ``euclidean`` (straight line) or ``manhattan`` (|dx| + |dy|).
    permutations, seed
        Shuffles of the dates, drawn by ``numpy.random.default_rng(seed)``.
    precision_m
        Coordinates are rounded to this before distances are taken, so that a pair exactly on a
        limit is on one stated side of it.

    Raises
    ------
    UsageError
        Limits that do not rise, an unknown metric, fewer than one shuffle.
    BadInput
        Missing coordinates or dates, unequal lengths, fewer than two events, dates 90 years apart.
    Refused
        Dates that are only months in disguise (every one on the 1st).
    """
    check_settings(distance_limits, day_limits, metric, permutations, precision_m)
    east, north, days = check_events(x, y, dates)
    places = ground(east, north, np.array([0.0, *distance_limits]), metric, precision_m)
    days = days[places.order]
    limits = np.minimum(np.array(day_limits), LONGEST_DAYS).astype(np.int16)
    columns = _pairs_by_days(days, limits)
    close_pairs = count_close(
        places, days[:, None].copy(), np.append(limits, np.int16(LONGEST_DAYS))
    )
    rows = close_pairs[:, -1, 0]
    observed = _tables(close_pairs[:, :-1], rows, columns)[0]
    at_least = np.zeros(observed.shape, np.int64)
    total, squares = np.zeros(observed.shape), np.zeros(observed.shape)
    for shuffled in _shuffles(days, permutations, seed):
        tables = _tables(count_close(places, shuffled, limits), rows, columns)
        at_least += (tables >= observed).sum(axis=0)
        total += tables.sum(axis=0)
        squares += ((tables - observed).astype(float) ** 2).sum(axis=0)
    mean = total / permutations
    expected = _expected(observed)
    return NearRepeat(
        distance_bands=distance_labels(distance_limits),
        day_bands=day_labels(day_limits),
        observed=observed,
        expected=expected,
        ratio=np.divide(
            observed, expected, out=np.full(expected.shape, np.nan), where=expected > 0
        ),
        p_value=(1 + at_least) / (1 + permutations),
        shuffled_mean=mean,
        shuffled_sd=np.sqrt(np.maximum(squares / permutations - (mean - observed) ** 2, 0.0)),
        n=len(days),
        permutations=permutations,
        seed=seed,
        metric=metric,
        precision_m=precision_m,
    )


def distance_labels(limits: Sequence[float]) -> tuple[str, ...]:
    """Say what each distance band holds, from its upper limits in metres (half-open)."""
    middle = (f"{low:g} m to under {high:g} m" for low, high in pairwise(limits))
    return (f"same place (under {limits[0]:g} m)" if limits[0] <= 1 else f"under {limits[0]:g} m",
            *middle, f"{limits[-1]:g} m or more")  # fmt: skip


def day_labels(limits: Sequence[int]) -> tuple[str, ...]:
    """Say which differences in whole days each band holds: ``0 days``, ``1 day``, ``>=3 days``."""
    bands = zip((0, *limits), limits, strict=False)
    return (*(_days_in(low, high - 1) for low, high in bands), f">={limits[-1]} days")


def _days_in(low: int, high: int) -> str:
    if low == high:
        return f"{low} day" if low == 1 else f"{low} days"
    return f"{low} to {high} days"


def _shuffles(days: NDArray[np.int16], permutations: int, seed: int) -> Iterator[NDArray[np.int16]]:
    """Yield batches of shuffled dates, shape (n, datings); the draws do not depend on the batch."""
    rng = np.random.default_rng(seed)
    for done in range(0, permutations, _DATINGS_A_BATCH):
        datings = min(_DATINGS_A_BATCH, permutations - done)
        batch = np.empty((datings, len(days)), np.int16)
        for shuffled in batch:
            shuffle_into(days, rng.random(len(days)), shuffled)
        yield np.ascontiguousarray(batch.T)


def _pairs_by_days(days: NDArray[np.int16], limits: NDArray[np.int16]) -> NDArray[np.int64]:
    """Count all pairs fewer than each limit of days apart, then all pairs: shape (k + 1,)."""
    ordered = np.sort(days.astype(np.int64))
    n = len(ordered)
    earlier = [
        np.arange(n) - np.searchsorted(ordered, ordered - int(limit), side="right")
        for limit in limits
    ]
    return np.array([*(int(part.sum()) for part in earlier), n * (n - 1) // 2], np.int64)


def _tables(
    close: NDArray[np.int64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Turn cumulative counts (bands, k, datings) into whole tables (datings, bands + 1, k + 1).

    ``rows`` are the pairs in each closed distance band, ``columns`` all pairs up to each limit
    of days; neither changes with the dating, so the two open bands follow by subtraction.
    """
    bands, kinds, datings = close.shape
    whole = np.empty((datings, bands + 1, kinds + 1), np.int64)
    whole[:, :-1, :-1] = close.transpose(2, 0, 1)
    whole[:, :-1, -1] = rows
    whole[:, -1, :] = columns - whole[:, :-1, :].sum(axis=1)
    return np.diff(whole, axis=2, prepend=0)


def _expected(observed: NDArray[np.int64]) -> NDArray[np.float64]:
    rows = observed.sum(axis=1, keepdims=True).astype(float)
    return rows * observed.sum(axis=0, keepdims=True) / observed.sum()
