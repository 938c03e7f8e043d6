"""Working days in England and Wales: the yearly bank holidays by rule, the exceptions as data.

The rule is that of the Banking and Financial Dealings Act 1971 with New Year's Day and the early
May holiday; a day that falls on a weekend moves to the next weekday that is free. Holidays moved
or added by proclamation are listed (https://www.gov.uk/bank-holidays). A body elsewhere gives its
own set of days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cache


_MOVED = {
    dt.date(2020, 5, 4): dt.date(2020, 5, 8),
    dt.date(2022, 5, 30): dt.date(2022, 6, 2),
}
_ADDED = (dt.date(2022, 6, 3), dt.date(2022, 9, 19), dt.date(2023, 5, 8))
_DAY = dt.timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[dt.date]:
    """Return the bank holidays of a year in England and Wales."""
    easter = easter_sunday(year)
    fixed = [
        _observed(dt.date(year, 1, 1)),
        easter - 2 * _DAY,
        easter + _DAY,
        _monday_on_or_after(dt.date(year, 5, 1)),
        _monday_on_or_after(dt.date(year, 5, 25)),
        _monday_on_or_after(dt.date(year, 8, 25)),
    ]
    christmas = _observed(dt.date(year, 12, 25))
    boxing = dt.date(year, 12, 26)
    while boxing.weekday() >= 5 or boxing == christmas:
        boxing += _DAY
    yearly = (_MOVED.get(day, day) for day in (*fixed, *_christmas(christmas, boxing, year)))
    return frozenset([*yearly, *(day for day in _ADDED if day.year == year)])


def is_working(day: dt.date, holidays: Collection[dt.date] | None = None) -> bool:
    """Whether a day is a working day; ``holidays`` replaces those of England and Wales."""
    away = bank_holidays(day.year) if holidays is None else holidays
    return day.weekday() < 5 and day not in away


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday of a Gregorian year (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century = year % 19, year // 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    since = epact - weekday
    month = 3 + (since + 40) // 44
    return dt.date(year, month, since + 28 - 31 * (month // 4))


def _christmas(christmas: dt.date, boxing: dt.date, year: int) -> tuple[dt.date, dt.date]:
    """On a Sunday, Christmas moves past a Boxing Day that falls on Monday."""
    if dt.date(year, 12, 25).weekday() == 6:
        return dt.date(year, 12, 26), dt.date(year, 12, 27)
    return christmas, boxing


def _observed(day: dt.date) -> dt.date:
    return day if day.weekday() < 5 else _monday_on_or_after(day)


def _monday_on_or_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % 7)
