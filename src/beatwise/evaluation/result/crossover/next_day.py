"""Does it last, or does it wait? Other days after a patrol day against other days after another.

A crossover compares neighbouring days. If incidents only wait for the day without a patrol, the two
kinds of day differ twice over and nothing is prevented; if a patrol still works the next day, they
differ too little. The draw itself shows which: whether the day before was a patrol day was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DaysCounted:
    """Incidents, and on how many days of one area."""

    incidents: int
    days: int


@dataclass(frozen=True, slots=True)
class NextDay:
    """The change on other days that follow a patrol day, per cent, against other other days.

    ``p_value`` deals the days again after the effect on the day itself was taken out.
    """

    percent: float
    p_value: float
    after_patrol: DaysCounted
    after_other: DaysCounted


def next_day(
    counts: NDArray[np.int64],
    on: NDArray[np.bool_],
    weeks: NDArray[np.int64],
    log_ratio: float,
    again: NDArray[np.bool_],
) -> NextDay | None:
    """Return what the day after a patrol looks like; None where no such days exist.

    ``counts`` and ``on`` are (areas, days) of whole weeks whose numbers are ``weeks``; the first
    day of a week follows the last of the week before it only where that week is there.
    ``log_ratio`` is the effect on the day itself, ``again`` (deals, areas × days).
    """
    follows = np.ones(on.shape[1], dtype=bool)
    follows[::7] = np.diff(weeks, prepend=-2) == 1
    here, before = counts[:, follows], np.flatnonzero(follows) - 1
    prior, now = on[:, before], on[:, follows]
    groups = [~now & prior, ~now & ~prior]
    days = [int(g.sum()) for g in groups]
    if not all(days):
        return None
    totals = [int(here[g].sum()) for g in groups]
    observed = _ratio(np.array([totals[0]]), np.array([totals[1]]), *map(np.array, days))[0]
    cleared = np.where(now, here * np.exp(-log_ratio), here).reshape(-1)
    dealt = again.reshape(len(again), *on.shape)
    prior_dealt, now_dealt = dealt[:, :, before], dealt[:, :, follows]
    sums, numbers = [], []
    for group in (~now_dealt & prior_dealt, ~now_dealt & ~prior_dealt):
        flat = group.reshape(len(again), -1)
        some = np.flatnonzero(cleared)
        sums.append(flat[:, some].astype(float) @ cleared[some])
        numbers.append(np.maximum(flat.sum(axis=1), 1))
    placebo = np.abs(_ratio(sums[0], sums[1], numbers[0], numbers[1]))
    p = (int((placebo >= abs(observed) - 1e-12).sum()) + 1) / (len(again) + 1)
    return NextDay(
        percent=float(100 * np.expm1(observed)),
        p_value=p,
        after_patrol=DaysCounted(totals[0], days[0]),
        after_other=DaysCounted(totals[1], days[1]),
    )


def _ratio(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    days: NDArray[np.int64],
    others: NDArray[np.int64],
) -> NDArray[np.float64]:
    ratio: NDArray[np.float64] = np.log((first + 0.5) / days) - np.log((second + 0.5) / others)
    return ratio
