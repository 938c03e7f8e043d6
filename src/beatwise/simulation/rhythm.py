"""The county's clock: hours of London wall time, the week and the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from beatwise.clock import LONDON, Month, MonthRange
from beatwise.simulation.incident_kinds import KINDS


@dataclass(frozen=True, slots=True)
class Clock:
    """Every hour of the county's months, in UTC, with its place in the London week.

    Parameters
    ----------
    start
        Unix seconds of the first hour: midnight of London wall time.
    local_hour
        Hour of the London day of each UTC hour, 0 to 23, shape (hours,).
    weekday
        Monday 0 to Sunday 6, shape (hours,).
    day
        Number of the London day since the first, shape (hours,).
    month_first, month_last
        First hour of each month and the first hour after it, shape (months,).
    cumulative
        Running sum of each type's weekly rhythm over the hours, shape (types, hours + 1).
    """

    start: int
    local_hour: np.ndarray
    weekday: np.ndarray
    day: np.ndarray
    month_first: np.ndarray
    month_last: np.ndarray
    cumulative: np.ndarray

    @property
    def day_first(self) -> np.ndarray:
        """First hour of each day, with one more at the end, shape (days + 1,)."""
        return np.searchsorted(self.day, np.arange(int(self.day[-1]) + 2))


def month_start(month: Month) -> int:
    """Unix seconds of the month's first midnight in London."""
    return int(datetime(month.year, month.month, 1, tzinfo=LONDON).timestamp())


def clock(span: MonthRange) -> Clock:
    """Lay out the hours of ``span``; a clock-change day has 23 or 25 of them."""
    edges = np.array([month_start(m) for m in [*span, span.last + 1]])
    start, hours = int(edges[0]), int(edges[-1] - edges[0]) // 3600
    seconds = start + 3600 * np.arange(hours) + wall_offset(start + 3600 * np.arange(hours))
    day = seconds // 86400
    local_hour = (seconds // 3600) % 24
    weekday = (day + 3) % 7  # 1 January 1970 was a Thursday
    weights = np.stack([_weekly(i)[weekday, local_hour] for i in range(len(KINDS))])
    cumulative = np.concatenate([np.zeros((len(KINDS), 1)), weights.cumsum(axis=1)], axis=1)
    firsts = (edges - start) // 3600
    return Clock(start, local_hour, weekday, day - day[0], firsts[:-1], firsts[1:], cumulative)


def wall_offset(seconds: np.ndarray) -> np.ndarray:
    """Seconds that London's clocks are ahead of UTC at each moment (0 or 3600)."""
    result = np.zeros(len(seconds), dtype=np.int64)
    if len(seconds) == 0:
        return result
    years = range(
        datetime.fromtimestamp(int(seconds.min()), UTC).year,
        datetime.fromtimestamp(int(seconds.max()), UTC).year + 1,
    )
    for year in years:
        spring, autumn = _last_sunday(year, 3), _last_sunday(year, 10)
        result[(seconds >= spring) & (seconds < autumn)] = 3600
    return result


def draw_hours(
    clock: Clock, kind: np.ndarray, first: np.ndarray, last: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Draw an hour's index for each incident from its type's rhythm, in ``first`` to ``last``."""
    hours = np.empty(len(kind), dtype=np.int64)
    chance = rng.random(len(kind))
    for i in np.unique(kind):
        these = np.flatnonzero(kind == i)
        running = clock.cumulative[i]
        low, high = running[first[these]], running[last[these]]
        at = np.searchsorted(running, low + chance[these] * (high - low), side="right") - 1
        hours[these] = np.clip(at, first[these], last[these] - 1)
    return hours


def seasons(span: MonthRange, amplitude: float) -> np.ndarray:
    """Each type's yearly cycle, mean one over a whole year, shape (types, months)."""
    angle = 2 * np.pi * (np.array([m.month for m in span]) - 4) / 12  # summer peak in July
    summer = np.array([kind.summer for kind in KINDS])
    return 1 + amplitude * summer[:, None] * np.sin(angle)[None, :]


def _weekly(i: int) -> np.ndarray:
    """One type's week: days by hours, mean one."""
    kind = KINDS[i]
    angle = 2 * np.pi * (np.arange(24) + 0.5 - kind.peak) / 24
    day = np.exp(kind.sharp * np.cos(angle))
    if kind.slug == "shoplifting":
        day = day * ((np.arange(24) >= 7) & (np.arange(24) < 22))
    week = np.ones(7)
    week[4:6] = kind.weekend
    if kind.slug == "shoplifting":
        week[6] = 0.6
    table = week[:, None] * day[None, :]
    return table / table.mean()


def _last_sunday(year: int, month: int) -> int:
    """01:00 UTC on the month's last Sunday, when London's clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return int(last.timestamp()) - 86400 * ((last.weekday() + 1) % 7)
