"""Days, months and their ranges, financial years, and the name of the British clock.

A month travels through tables as a *month number*: ``year * 12 + month - 1`` (int32), so that
arithmetic is plain and files stay small. ``Month`` is the same thing with a name.
Wall-clock times become instants in one place, ``records.wall_clock``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import total_ordering
from zoneinfo import ZoneInfo

from beatwise.errors import UsageError


LONDON = ZoneInfo("Europe/London")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, held as its month number (``year * 12 + month - 1``).

    Examples
    --------
    >>> from beatwise import Month
    >>> print(Month.parse("2025-12") + 1)
    2026-01
    """

    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``YYYY-MM``; raise ``UsageError`` for anything else."""
        match = _MONTH.fullmatch(text.strip())
        if not match or not 1 <= int(match[2]) <= 12:
            raise UsageError(
                f"'{text}' is not a month.", next_step="Write months as YYYY-MM, such as 2025-09."
            )
        return cls(int(match[1]) * 12 + int(match[2]) - 1)

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """Return the month in which a day lies."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.number // 12

    @property
    def month(self) -> int:
        """The calendar month, 1 to 12."""
        return self.number % 12 + 1

    @property
    def name(self) -> str:
        """The month in words: ``September 2025``."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    @property
    def first_day(self) -> dt.date:
        """The first of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last of the month, whatever its length."""
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> Month:
        return Month(self.number + months)

    def __sub__(self, months: int) -> Month:
        return Month(self.number - months)

    def __lt__(self, other: Month) -> bool:
        return self.number < other.number


@dataclass(frozen=True, slots=True)
class MonthRange:
    """A run of whole months, first and last included.

    Examples
    --------
    >>> from beatwise import MonthRange
    >>> training = MonthRange.parse("2025-01:2025-09")
    >>> len(training), training.words
    (9, 'January 2025 to September 2025')
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UsageError(
                f"The range {self.first}:{self.last} runs backwards.",
                next_step=f"Write the earlier month first: {self.last}:{self.first}.",
            )

    @classmethod
    def parse(cls, text: str) -> MonthRange:
        """Read ``YYYY-MM:YYYY-MM`` or a single ``YYYY-MM``."""
        first, _, last = text.partition(":")
        return cls(Month.parse(first), Month.parse(last or first))

    @property
    def words(self) -> str:
        """The range in words: ``January 2025 to September 2025``."""
        return (
            self.first.name if self.first == self.last else f"{self.first.name} to {self.last.name}"
        )

    def overlaps(self, other: MonthRange) -> bool:
        """Say whether the two ranges share a month."""
        return self.first <= other.last and other.first <= self.last

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last

    def __iter__(self) -> Iterator[Month]:
        return (Month(n) for n in range(self.first.number, self.last.number + 1))

    def __len__(self) -> int:
        return self.last.number - self.first.number + 1

    def __str__(self) -> str:
        return f"{self.first}:{self.last}"


def day_words(day: dt.date) -> str:
    """Write a day as people do: ``30 June 2026``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last of a month that is too short."""
    last = (Month.of(day) + months).last_day
    return last.replace(day=min(day.day, last.day))


def financial_year(day: dt.date) -> int:
    """Return the calendar year in which a day's financial year begins: on 1 April."""
    return day.year - (day.month < 4)


def financial_year_days(year: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the financial year that begins in a calendar year."""
    return dt.date(year, 4, 1), dt.date(year + 1, 3, 31)


def financial_year_words(year: int) -> str:
    """Write a financial year by the calendar year in which it begins: ``2026/27``."""
    return f"{year}/{(year + 1) % 100:02d}"


def month_runs(numbers: Iterable[int]) -> list[MonthRange]:
    """Return ascending month numbers as unbroken ranges."""
    runs: list[MonthRange] = []
    for month in map(Month, numbers):
        if runs and runs[-1].last + 1 == month:
            runs[-1] = MonthRange(runs[-1].first, month)
        else:
            runs.append(MonthRange(month, month))
    return runs
