"""Periods in the words that papers print: ``July 2025 to June 2026``, ``12 months to June 2026``.

A month is its English name, whole or its first three letters, with a year of four figures.
``Oct-26`` is not read: a spreadsheet writes it for a month and for a day alike.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from beatwise.clock import MONTH_NAMES, Month


_NAMES = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_POINT = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({_NAME})(?: (\d{{4}}))?")
_RUN = re.compile(
    r"(?:the )?([\w-]+)(?: months?)? (?:up )?(?:to|ending|ended)(?: the end of)? (.+)"
)
_LENGTHS = {
    "year": 12, "half-year": 6, "quarter": 3, "month": 1, "three": 3, "six": 6, "nine": 9,
    "twelve": 12,
}  # fmt: skip
_MOST_MONTHS = 120


class Point(NamedTuple):
    """A month, with the day where one is printed and without a year where none is."""

    day: int | None
    month: int
    year: int | None


def printed(text: str) -> tuple[Month, Month] | dt.date | None:
    """Return the first and last month, or the day, that printed words say.

    ``None`` for words that are not of these kinds, or whose days are not a month's first and last.
    Raises ``ValueError`` for a day that no month has.
    """
    words = " ".join(re.sub("[\u2010-\u2015\u2212]", "-", text).lower().split()).replace(
        " - ", " to "
    )
    words = words.removeprefix("from ").replace(" until ", " to ")
    if match := _RUN.fullmatch(words):
        length = _LENGTHS.get(match[1]) or (int(match[1]) if match[1].isdecimal() else 0)
        last = _month(_point(match[2]), ends=True)
        if last is not None and 0 < length <= _MOST_MONTHS:
            return last - (length - 1), last
    first_words, separator, last_words = words.partition(" to ")
    if separator:
        return _span(_point(first_words), _point(last_words))
    point = _point(words)
    if point is None or point.year is None:
        return None
    if point.day is not None:
        return dt.date(point.year, point.month, point.day)
    month = Month(point.year * 12 + point.month - 1)
    return month, month


def _span(first: Point | None, last: Point | None) -> tuple[Month, Month] | None:
    """Return the months between two points; ``April to June 2026`` says the year once."""
    end = _month(last, ends=True)
    if first is None or end is None:
        return None
    if first.year is None and first.month <= end.month:
        first = first._replace(year=end.year)
    begin = _month(first, ends=False)
    return None if begin is None else (begin, end)


def _point(words: str) -> Point | None:
    match = _POINT.fullmatch(words)
    if match is None:
        return None
    day, year = (int(part) if part else None for part in (match[1], match[3]))
    return Point(day, _NAMES[match[2]], year)


def _month(point: Point | None, *, ends: bool) -> Month | None:
    """Return a point's month, where its day, if it has one, is the month's last or first."""
    if point is None or point.year is None:
        return None
    edge = calendar.monthrange(point.year, point.month)[1] if ends else 1
    if point.day not in (None, edge):
        return None
    return Month(point.year * 12 + point.month - 1)
