"""Aoristic weights: share an incident known only to a span of time among the hours of the week.

Each hour gets the part of the span that lies in it, to the second. Time is real elapsed time, so
on the night the clocks go forward the hour that does not exist gets nothing, and on the night
they go back the hour that happens twice can get two hours' worth. Spans longer than a stated
limit say too little about when, and are counted apart instead of being spread flat.

Source: Ratcliffe (2000) International Journal of GIS 14, 669–679; random allocation instead of
start, middle or end after Ashby & Bowers (2013) Crime Science 2:1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from beatwise.clock import LONDON
from beatwise.errors import BadInput, UsageError


if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    Piece: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]

HOURS_A_DAY = 24
HOURS_A_WEEK = 168
LIMIT_HOURS = 24.0
_HOUR = 3600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONDAY = 72  # 1970 began on a Thursday: three days into the week


@dataclass(frozen=True, slots=True)
class AoristicWeek:
    """Weights of incidents in the 168 hours of the week, British clock time.

    Parameters
    ----------
    profile
        Weight in each hour, shape (168,): hour 0 is Monday 00:00–01:00, hour 167 ends Sunday.
        Sums to ``placed``.
    n
        Incidents given.
    placed
        Incidents shared among hours, each with weight 1.
    too_long
        Incidents whose span is longer than the limit: not placed.
    instants
        Of the placed, those known to the second (start equals end).
    limit_hours
        The longest span that is placed, in hours.
    """

    profile: NDArray[np.float64]
    n: int
    placed: int
    too_long: int
    instants: int
    limit_hours: float

    @property
    def day(self) -> NDArray[np.float64]:
        """Weight in each hour of the day, all days together, shape (24,)."""
        return self.profile.reshape(7, HOURS_A_DAY).sum(axis=0)

    @property
    def share_too_long(self) -> float:
        """Share of incidents whose span is too long to place; NaN when there are none."""
        return self.too_long / self.n if self.n else float("nan")


def aoristic_week(
    start: ArrayLike, end: ArrayLike, *, limit_hours: float = LIMIT_HOURS
) -> AoristicWeek:
    """Share incidents among the 168 hours of the week in proportion to overlap.

    Parameters
    ----------
    start, end
        Earliest and latest moment of each incident, UTC, ``datetime64`` to the second, shape
        (n,). Equal where the moment is known: such an incident goes whole to its hour.
    limit_hours
        The longest span to place, in hours of real time.

    Raises
    ------
    BadInput
        A missing time, a span that ends before it starts, unequal lengths.
    UsageError
        A limit that is not above zero.
    """
    first, last = spans(start, end)
    short = placeable(first, last, limit_hours)
    profile = np.zeros(HOURS_A_WEEK)
    for _, hour, weight in _pieces(first[short], last[short]):
        profile += np.bincount(hour, weight, minlength=HOURS_A_WEEK)
    return AoristicWeek(
        profile, len(first), int(short.sum()), int((~short).sum()),
        int((first[short] == last[short]).sum()), float(limit_hours),
    )  # fmt: skip


def aoristic_rows(
    start: ArrayLike, end: ArrayLike, *, limit_hours: float = LIMIT_HOURS
) -> tuple[csr_array, NDArray[np.bool_]]:
    """Return each placed incident's own weights, sparse (placed, 168), and which were placed (n,).

    Every row sums to 1. Arguments and errors as in :func:`aoristic_week`.
    """
    from scipy.sparse import coo_array

    first, last = spans(start, end)
    short = placeable(first, last, limit_hours)
    pieces = list(_pieces(first[short], last[short]))
    row, hour, weight = (
        np.concatenate([piece[part] for piece in pieces]) if pieces else np.zeros(0, np.int64)
        for part in range(3)
    )
    shape = (int(short.sum()), HOURS_A_WEEK)
    return coo_array((weight.astype(float), (row, hour)), shape=shape).tocsr(), short


def random_moments(
    start: ArrayLike, end: ArrayLike, *, seed: int, limit_hours: float = LIMIT_HOURS
) -> NDArray[np.datetime64]:
    """Draw one moment at random within each span, UTC; NaT where the span is too long.

    Every second of a span is as likely as any other. Arguments and errors as in
    :func:`aoristic_week`; ``seed`` feeds ``numpy.random.default_rng``.
    """
    first, last = spans(start, end)
    position = np.random.default_rng(seed).random(len(first))
    moments = (first + np.floor(position * (last - first)).astype(np.int64)).astype("datetime64[s]")
    moments[~placeable(first, last, limit_hours)] = np.datetime64("NaT")
    return moments


def week_hours(moments: ArrayLike) -> NDArray[np.int64]:
    """Return the hour of the week, British clock time, of moments in UTC, shape (n,)."""
    seconds = np.asarray(moments, "datetime64[s]").astype(np.int64)
    return _clock_hours(seconds // _HOUR)


def spans(start: ArrayLike, end: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Check spans and return both ends as whole seconds since 1970, UTC."""
    first, last = np.asarray(start, "datetime64[s]"), np.asarray(end, "datetime64[s]")
    if first.shape != last.shape or first.ndim != 1:
        raise BadInput("Peak times need one start and one end an incident.")
    missing = np.isnat(first) | np.isnat(last)
    if missing.any():
        raise BadInput("an incident has no time.", place=f"incident {int(missing.argmax()) + 1}")
    backwards = last < first
    if backwards.any():
        at = int(backwards.argmax())
        raise BadInput(
            f"the span ends ({last[at]}) before it starts ({first[at]}).",
            place=f"incident {at + 1}",
            next_step="Correct the times, or leave the incident out and state it.",
        )
    return first.astype(np.int64), last.astype(np.int64)


def placeable(
    first: NDArray[np.int64], last: NDArray[np.int64], limit_hours: float
) -> NDArray[np.bool_]:
    """Say which spans (seconds) are no longer than the limit, shape (n,)."""
    if not limit_hours > 0:
        raise UsageError("The longest span to place must be above zero hours.")
    return (last - first) <= limit_hours * _HOUR


def _pieces(first: NDArray[np.int64], last: NDArray[np.int64]) -> Iterator[Piece]:
    """Yield (incident, hour of the week, weight) for the 1st, 2nd, 3rd … hour each span touches."""
    where, begin = np.arange(len(first)), first
    finish = np.maximum(last, first + 1)  # an instant is treated as its own second
    length, hour = finish - begin, begin // _HOUR
    week = _week_of(hour, finish)
    base = int(hour.min(initial=np.iinfo(np.int64).max))
    while len(where):
        close = np.minimum(finish, (hour + 1) * _HOUR)
        yield where, week[hour - base], (close - begin) / length
        more = finish > close
        where, hour, length = where[more], hour[more] + 1, length[more]
        begin, finish = close[more], finish[more]


def _week_of(hour: NDArray[np.int64], finish: NDArray[np.int64]) -> NDArray[np.int64]:
    """Look up the hour of the week of every clock hour from the first to the last."""
    if not len(hour):
        return np.zeros(0, np.int64)
    return _clock_hours(np.arange(hour.min(), int(finish.max() - 1) // _HOUR + 1))


def _clock_hours(hours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn whole hours since 1970 UTC into hours of the week on British clocks.

    British clocks have stood a whole number of hours from UTC since 1847, so a clock hour is
    always one hour of UTC. A day is looked up once; only on days of change is each hour.
    """
    days, which = np.unique(hours // HOURS_A_DAY, return_inverse=True)
    first = np.array([_ahead(day * HOURS_A_DAY) for day in days.tolist()], np.int64)
    last = np.array([_ahead(day * HOURS_A_DAY + 23) for day in days.tolist()], np.int64)
    ahead = first[which]
    for change in np.flatnonzero(first != last):
        inside = which == change
        ahead[inside] = [_ahead(hour) for hour in hours[inside].tolist()]
    return (hours + ahead + _MONDAY) % HOURS_A_WEEK


def _ahead(hour: int) -> int:
    """Return by how many hours British clocks are ahead of UTC at an hour since 1970."""
    offset = (_EPOCH + timedelta(hours=hour)).astimezone(LONDON).utcoffset() or timedelta(0)
    return round(offset / timedelta(hours=1))
