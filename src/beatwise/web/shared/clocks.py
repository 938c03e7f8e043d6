"""Clocks of the office: calendar or working days from an event, with pauses and bank holidays.

Pure: dates in, dates out. The day of the event is day nought. A clock that is paused has no due
date until it runs again; the counted days of each pause are added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from beatwise.errors import UsageError


CALENDAR, WORKING = "calendar", "working"
# Days by proclamation, beside the yearly ones (https://www.gov.uk/bank-holidays).
_MOVED = {
    2020: {dt.date(2020, 5, 4): dt.date(2020, 5, 8)},
    2022: {dt.date(2022, 5, 30): dt.date(2022, 6, 2)},
}
_EXTRA = {2022: (dt.date(2022, 6, 3), dt.date(2022, 9, 19)), 2023: (dt.date(2023, 5, 8),)}


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stood still; ``until`` is ``None`` while it lasts."""

    since: dt.date
    until: dt.date | None


def due(start: dt.date, days: int, unit: str, pauses: Sequence[Pause] = ()) -> dt.date | None:
    """Return the last day on which the thing is in time, or ``None`` while the clock is paused."""
    if unit not in (CALENDAR, WORKING):
        raise UsageError(f"a clock counts calendar or working days, not '{unit}'.")
    if any(pause.until is None for pause in pauses):
        return None
    stood = {day for pause in pauses for day in _span(pause.since, pause.until or pause.since)}
    day, left = start, days
    while left > 0:
        day += dt.timedelta(days=1)
        if day not in stood and (unit == CALENDAR or is_working(day)):
            left -= 1
    return day


def is_working(day: dt.date) -> bool:
    """Whether a day is a working day in England and Wales."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return the bank holidays of a year in England and Wales, by rule and proclamation."""
    easter = _easter(year)
    days = [
        _weekday_from(dt.date(year, 1, 1)),
        easter - dt.timedelta(days=2),
        easter + dt.timedelta(days=1),
        _monday_from(dt.date(year, 5, 1)),
        _monday_from(dt.date(year, 5, 25)),
        _monday_from(dt.date(year, 8, 25)),
        *_christmas(year),
    ]
    moved = _MOVED.get(year, {})
    return frozenset([*(moved.get(day, day) for day in days), *_EXTRA.get(year, ())])


def _christmas(year: int) -> list[dt.date]:
    """Christmas and Boxing Day; one that falls on a weekend moves past the other."""
    taken: list[dt.date] = []
    for day in (dt.date(year, 12, 25), dt.date(year, 12, 26)):
        if day.weekday() < 5:
            taken.append(day)
    substitute = dt.date(year, 12, 27)
    while len(taken) < 2:
        if substitute.weekday() < 5 and substitute not in taken:
            taken.append(substitute)
        substitute += dt.timedelta(days=1)
    return taken


def _monday_from(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % 7)


def _weekday_from(day: dt.date) -> dt.date:
    return day if day.weekday() < 5 else _monday_from(day)


def _easter(year: int) -> dt.date:
    """Easter Sunday by the anonymous Gregorian rule (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def _span(since: dt.date, until: dt.date) -> list[dt.date]:
    """Return the days after ``since`` up to ``until``."""
    return [since + dt.timedelta(days=n + 1) for n in range((until - since).days)]
