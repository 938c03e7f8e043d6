"""Counts of what took place by place, kind and month, each total computed from its parts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from beatwise.clock import Month


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that took place: where (an authority), of which kind, and on which day."""

    place: str
    kind: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place: its count of each kind in the period, their sum, and the sum since the first day."""

    place: str
    counts: tuple[int, ...]
    total: int
    cumulative: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month: its count of each kind, their sum, and the sum of this and all months before."""

    month: Month
    counts: tuple[int, ...]
    total: int
    cumulative: int


def by_place(
    happenings: Sequence[Happening], kinds: Sequence[str], first: dt.date, last: dt.date
) -> tuple[PlaceRow, ...]:
    """Return a row for each place with anything until ``last``, in alphabetical order.

    What is counted by kind lies from ``first`` to ``last``; cumulative is all until ``last``.
    """
    until = [each for each in happenings if each.day <= last]
    within = Counter((each.place, each.kind) for each in until if each.day >= first)
    whole = Counter(each.place for each in until)
    rows = []
    for place in sorted(whole, key=str.casefold):
        counts = tuple(within[place, kind] for kind in kinds)
        rows.append(PlaceRow(place, counts, sum(counts), whole[place]))
    return tuple(rows)


def by_month(
    happenings: Sequence[Happening], kinds: Sequence[str], first: dt.date, last: dt.date
) -> tuple[MonthRow, ...]:
    """Return a row for each month from ``first`` to ``last``; one without anything has zeros.

    The cumulative count begins with all that took place before the first of these months.
    """
    months = [Month(n) for n in range(_month(first).number, _month(last).number + 1)]
    until = [each for each in happenings if each.day <= last]
    counted = Counter((_month(each.day), each.kind) for each in until if each.day >= first)
    before = sum(each.day < first for each in until)
    totals = [sum(counted[month, kind] for kind in kinds) for month in months]
    running = accumulate(totals, initial=before)
    next(running)
    return tuple(
        MonthRow(month, tuple(counted[month, kind] for kind in kinds), total, so_far)
        for month, total, so_far in zip(months, totals, running, strict=True)
    )


def _month(day: dt.date) -> Month:
    return Month(day.year * 12 + day.month - 1)
