"""Schedules in words: ``every month for 6 months, then every 3 months``.

=============================== ===================================================================
``in every week``               once in each calendar week (Monday to Sunday), month, quarter, year
``2 in every month``            so many times in each
``every 3 months``              so long after the start, and again and again
``every month for 6 months,     in phases, each counted from the end of the one before
then every 3 months``
``every year by 22 February``   on that day of each year
``3 and 12 months after``       once each, so long after the start
``12 months before``            so long before the day it is counted from
=============================== ===================================================================
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from beatwise.clock import months_later
from beatwise.errors import BadInput


UNITS = ("day", "week", "month", "quarter", "year")
FORMS = (
    "in every week",
    "every 3 months",
    "every month for 6 months, then every 3 months",
    "every year by 22 February",
    "3 and 12 months after",
    "12 months before",
)
_MOST = {"day": 3660, "week": 520, "month": 120, "quarter": 40, "year": 10}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_UNIT = r"(day|week|month|quarter|year)s?"
_IN_EVERY = re.compile(r"(?:(\d{1,2}) )?in every (week|month|quarter|year)")
_PHASE = re.compile(rf"every (?:(\d{{1,4}}) )?{_UNIT}(?: for (\d{{1,4}}) {_UNIT})?")
_BY = re.compile(r"every year by (\d{1,2}) ([A-Z][a-z]+)")
_STONES = re.compile(rf"(\d{{1,4}}(?:(?:, | and )\d{{1,4}})*) {_UNIT} (after|before)")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time: whole calendar months, and days beyond them."""

    months: int = 0
    days: int = 0

    def __add__(self, other: Span) -> Span:
        return Span(self.months + other.months, self.days + other.days)

    def __mul__(self, times: int) -> Span:
        return Span(self.months * times, self.days * times)

    def after(self, day: dt.date) -> dt.date:
        """Return the day so long after another; the last of a month that is too short."""
        return months_later(day, self.months) + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class InEvery:
    """So many ``times`` in each calendar week, month, quarter or year."""

    unit: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Phase:
    """Again and again after ``step``, as long as ``length`` lasts; ``None`` for ever."""

    step: Span
    length: Span | None = None


@dataclass(frozen=True, slots=True)
class Rolling:
    """Phases one after the other, from the start."""

    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class Yearly:
    """On one day of each year; the 29th of February is the 28th where there is none."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Milestones:
    """Once each, so long after the start; or before it."""

    spans: tuple[Span, ...]
    before: bool = False


Schedule = InEvery | Rolling | Yearly | Milestones


def schedule(words: str) -> Schedule:
    """Return the schedule that words say; raise ``BadInput`` with the forms that there are."""
    words = " ".join(words.split())
    if match := _IN_EVERY.fullmatch(words):
        times = int(match[1] or 1)
        if times:
            return InEvery(match[2], times)
    if match := _BY.fullmatch(words):
        return Yearly(*_day_of_year(match[2], int(match[1])))
    if match := _STONES.fullmatch(words):
        counts = [int(count) for count in re.findall(r"\d+", match[1])]
        if counts != sorted(set(counts)):
            raise BadInput(f"'{words}' is not in order, or names one twice.")
        return Milestones(tuple(_span(n, match[2]) for n in counts), match[3] == "before")
    return Rolling(_phases(words))


def _phases(words: str) -> tuple[Phase, ...]:
    phases = []
    parts = words.split(", then ")
    for at, part in enumerate(parts, 1):
        match = _PHASE.fullmatch(part)
        if match is None:
            raise BadInput(
                f"'{words}' is not a schedule.",
                next_step=f"Write it like one of: {'; '.join(FORMS)}.",
            )
        count, unit, lasting, lasting_unit = match.groups()
        length = _span(int(lasting), lasting_unit) if lasting else None
        if length is None and at < len(parts):
            raise BadInput(
                f"'{part}' goes on for ever, so that nothing can come after it.",
                next_step="Say for how long, such as: every month for 6 months.",
            )
        phases.append(Phase(_span(int(count or 1), unit), length))
    return tuple(phases)


def _span(count: int, unit: str) -> Span:
    if not 0 < count <= _MOST[unit]:
        raise BadInput(
            f"{count} {unit}s cannot be a part of a schedule.",
            next_step=f"Use 1 to {_MOST[unit]} {unit}s.",
        )
    if unit in _MONTHS:
        return Span(months=count * _MONTHS[unit])
    return Span(days=count * (7 if unit == "week" else 1))


def _day_of_year(name: str, day: int) -> tuple[int, int]:
    months = list(calendar.month_name)
    try:
        dt.date(2024, months.index(name), day)
    except ValueError:
        raise BadInput(
            f"there is no {day} {name}.", next_step="Write a day such as 22 February."
        ) from None
    return months.index(name), day
