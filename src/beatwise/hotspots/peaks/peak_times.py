"""Peak times: in which hours incidents gather, and how sure that is.

Weights are aoristic (:mod:`beatwise.hotspots.peaks.aoristic`); never the start, middle or end
of a span. Intervals are percentile intervals of a bootstrap over incidents, taken round the clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from beatwise.errors import Refused
from beatwise.estimate import Estimate
from beatwise.hotspots.peaks.aoristic import HOURS_A_DAY, aoristic_rows, spans
from beatwise.hotspots.peaks.kuiper_test import rhythm_p_value
from beatwise.hotspots.peaks.peak_result import DAYS, HotspotPeak, PeakTimes, PeakWindow, Settings
from beatwise.hotspots.peaks.window_search import (
    busiest_blocks,
    circular_mean,
    fullest,
    shortest_window,
    turn,
    window_sums,
)


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

__all__ = [
    "DAYS", "HotspotPeak", "PeakTimes", "PeakWindow", "Settings",
    "peak_times", "peak_times_by_hotspot", "refuse_month_only",
]  # fmt: skip
_BATCH = 64


def peak_times(start: ArrayLike, end: ArrayLike, settings: Settings | None = None) -> PeakTimes:
    """Find in which hours of the day and week incidents gather.

    Parameters
    ----------
    start, end
        Earliest and latest moment of each incident, UTC, ``datetime64`` to the second, (n,).
    settings
        See :class:`Settings`.

    Raises
    ------
    BadInput
        A missing time or a span that ends before it starts.
    """
    rules = settings or Settings()
    first, last = spans(start, end)
    rows, short = aoristic_rows(first, last, limit_hours=rules.limit_hours)
    instants = int((first == last)[short].sum())
    week = np.asarray(rows.sum(axis=0), float).reshape(-1)
    enough = rows.shape[0] >= rules.minimum
    windows = _windows(rows, week, rules) if enough else _Windows()
    day = _daily(week)
    return PeakTimes(
        n=len(short), placed=rows.shape[0], too_long=int((~short).sum()), instants=instants,
        week=week, concentration=float(circular_mean(day)[1]) if week.any() else float("nan"),
        settings=rules, **windows._asdict(),
    )  # fmt: skip


def peak_times_by_hotspot(
    start: ArrayLike,
    end: ArrayLike,
    hotspot: ArrayLike,
    ids: list[str],
    settings: Settings | None = None,
) -> tuple[HotspotPeak, ...]:
    """Find peak times of each hot spot; one with too few incidents gets those of all together.

    Parameters
    ----------
    start, end
        As in :func:`peak_times`.
    hotspot
        Which hot spot each incident is in, by its place in ``ids``; −1 outside all, shape (n,).
    ids
        The hot spots' identifiers.
    """
    rules = settings or Settings()
    first, last = spans(start, end)
    which = np.asarray(hotspot)
    inside = which >= 0
    together = peak_times(first[inside], last[inside], rules)
    own = [peak_times(first[which == at], last[which == at], rules) for at in range(len(ids))]
    return tuple(
        HotspotPeak(spot, peak.n, peak.placed, not peak.enough, peak if peak.enough else together)
        for spot, peak in zip(ids, own, strict=True)
    )


def refuse_month_only(place: str) -> Refused:
    """Return the refusal for data that know the month only, and what to ask the force for."""
    return Refused(
        "police.uk data give the month of an incident, not its day or time, so nothing can be "
        "said about peak hours or days.",
        place=place,
        next_step="Ask the force for the earliest and latest date and time of each incident "
        "(`beatwise request` writes the letter), then `beatwise gather incidents`.",
    )


class _Windows(NamedTuple):
    """The windows and tests of enough incidents; empty below the minimum. See ``PeakTimes``."""

    daily: PeakWindow | None = None
    blocks: tuple[PeakWindow, ...] = ()
    middle: Estimate | None = None
    p_hours: float | None = None
    p_days: float | None = None


def _windows(rows: csr_array, week: NDArray[np.float64], settings: Settings) -> _Windows:
    samples = _bootstrap(rows, settings)
    halves = _halves(rows, settings.seed)
    dense = rows.toarray().reshape(-1, 7, HOURS_A_DAY)
    turns, seed = settings.permutations, settings.seed
    return _Windows(
        daily=_daily_window(week, samples, halves, settings),
        blocks=tuple(
            _block(rank, first, week, samples, halves, settings)
            for rank, first in enumerate(
                busiest_blocks(week, settings.block_hours, settings.blocks)
            )
        ),
        middle=_middle(week, samples, settings),
        p_hours=rhythm_p_value(dense.sum(axis=1), permutations=turns, seed=seed),
        p_days=rhythm_p_value(dense.sum(axis=2), permutations=turns, seed=seed),
    )


def _bootstrap(rows: csr_array, settings: Settings) -> NDArray[np.float64]:
    """Draw incidents with replacement and return the week of each sample, (replicates, 168)."""
    rng = np.random.default_rng(settings.seed)
    n, turned = rows.shape[0], rows.T.tocsr()
    weeks = []
    for done in range(0, settings.replicates, _BATCH):
        size = min(_BATCH, settings.replicates - done)
        copies = [np.bincount(rng.integers(0, n, n), minlength=n) for _ in range(size)]
        weeks.append((turned @ np.array(copies, float).T).T)
    return np.concatenate(weeks)


def _halves(rows: csr_array, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weeks of two random halves of the incidents, each (168,)."""
    order = np.random.default_rng(seed).permutation(rows.shape[0])
    cut = rows.shape[0] // 2
    one, other = (rows[part].sum(axis=0) for part in (order[:cut], order[cut:]))
    return np.asarray(one, float).reshape(-1), np.asarray(other, float).reshape(-1)


def _daily(week: NDArray[np.float64]) -> NDArray[np.float64]:
    return week.reshape(*week.shape[:-1], 7, HOURS_A_DAY).sum(axis=-2)


def _daily_window(
    week: NDArray[np.float64],
    samples: NDArray[np.float64],
    halves: tuple[NDArray[np.float64], NDArray[np.float64]],
    settings: Settings,
) -> PeakWindow:
    day, days = _daily(week), _daily(samples)
    first, hours = shortest_window(day, settings.share)
    sums = window_sums(days, hours)
    moved = turn(np.array([fullest(one) for one in sums]) - first, HOURS_A_DAY)
    low, high = np.quantile(moved, _tails(settings), method="closest_observation")
    share = _share(window_sums(day, hours)[first] / day.sum(), sums[:, first], days, settings)
    elsewhere = []
    for chooser, judge in (halves, halves[::-1]):
        in_window = window_sums(_daily(judge), hours)[fullest(window_sums(_daily(chooser), hours))]
        elsewhere.append(in_window / judge.sum())
    return PeakWindow(
        tuple(range(7)), first, hours, share, float(np.mean(elsewhere)),
        (int(first + low) % HOURS_A_DAY, int(first + high) % HOURS_A_DAY),
    )  # fmt: skip


def _block(
    rank: int,
    first: int,
    week: NDArray[np.float64],
    samples: NDArray[np.float64],
    halves: tuple[NDArray[np.float64], NDArray[np.float64]],
    settings: Settings,
) -> PeakWindow:
    hours = settings.block_hours
    in_block = window_sums(samples, hours)[:, first]
    share = _share(window_sums(week, hours)[first] / week.sum(), in_block, samples, settings)
    elsewhere = []
    for chooser, judge in (halves, halves[::-1]):
        blocks = busiest_blocks(chooser, hours, rank + 1)
        if len(blocks) > rank:
            elsewhere.append(window_sums(judge, hours)[blocks[rank]] / judge.sum())
    day, hour = divmod(first, HOURS_A_DAY)
    expected = float(np.mean(elsewhere)) if elsewhere else float("nan")
    return PeakWindow((day,), hour, hours, share, expected)


def _share(
    value: float, in_window: NDArray[np.float64], samples: NDArray[np.float64], settings: Settings
) -> Estimate:
    low, high = np.quantile(in_window / samples.sum(axis=-1), _tails(settings))
    return Estimate(
        float(value), float(low), float(high), settings.level, unit="share of placed incidents"
    )


def _middle(
    week: NDArray[np.float64], samples: NDArray[np.float64], settings: Settings
) -> Estimate:
    value = float(circular_mean(_daily(week))[0])
    moved = turn(circular_mean(_daily(samples))[0] - value, HOURS_A_DAY)
    low, high = (float(end) for end in np.quantile(moved, _tails(settings)))
    if high - low >= HOURS_A_DAY / 2:
        return Estimate(value, level=settings.level, unit="hour of the day")
    return Estimate(
        value, (value + low) % HOURS_A_DAY, (value + high) % HOURS_A_DAY, settings.level,
        unit="hour of the day",
    )  # fmt: skip


def _tails(settings: Settings) -> tuple[float, float]:
    return (1 - settings.level) / 2, (1 + settings.level) / 2
