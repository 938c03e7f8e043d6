"""The period that a value speaks of, and which periods may be compared.

Two values are compared only when both periods are stated and alike: two spans of the same number
of months, or two days on which something was counted. A quarter beside a year is not comparable,
and a period that was never stated is comparable with nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from beatwise.accountability.measures.printed_period import printed
from beatwise.clock import Month, day_words, financial_year_words
from beatwise.errors import BadInput


_FINANCIAL = re.compile(r"(\d{4})/(\d{2})(?:\s+Q([1-4]))?")
_DASHED = re.compile(r"(\d{4})-(1[3-9]|[2-9]\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*[- /]*(\d{{4}}|\d\d)", re.IGNORECASE)
_QUARTER_FIRST = re.compile(r"Q([1-4])\s+(\d{4})[/-](\d{2})", re.IGNORECASE)
_YEAR_WORDS = re.compile(r"(?:financial year|FY)\s*(\d{4}[/-]\d{2})", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{3}")
_HINT = (
    "Write September 2025, July 2025 to June 2026, 12 months to June 2026, 2025-04:2025-12, "
    "2025/26 (financial year), Q3 2025/26, 2025 (calendar year), 2025-12-31 (counted on that day), "
    "or leave it empty when it was not stated."
)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months from ``first`` to ``last``, or the day ``on`` which something was counted.

    With none of the three it is *not stated*.
    """

    first: Month | None = None
    last: Month | None = None
    on: dt.date | None = None

    def __post_init__(self) -> None:
        if (self.first is None) != (self.last is None) or (self.first and self.on):
            raise BadInput("A period is a run of months or one day.", next_step=_HINT)
        if self.first and self.last and self.last < self.first:
            raise BadInput(f"The period {self.first}:{self.last} runs backwards.", next_step=_HINT)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period as people write and print it; an empty text is *not stated*.

        Raises ``BadInput`` for anything else.
        """
        if span := _printed(text):
            return span
        text = _YEAR_WORDS.sub(r"\1", text.strip())
        text = _QUARTER_FIRST.sub(r"\2/\3 Q\1", text).replace(" to ", ":")
        if match := _DASHED.fullmatch(text):
            return _dashed(text, match)
        if match := _NAMED.fullmatch(text):
            raise _month_name_error(text, match)
        if not text:
            return UNSTATED
        if match := _FINANCIAL.fullmatch(text):
            return _financial(text, match)
        try:
            if re.fullmatch(r"\d{4}", text):
                return months(Month.parse(f"{text}-01"), Month.parse(f"{text}-12"))
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                return cls(on=dt.date.fromisoformat(text))
            first, _, last = text.partition(":")
            return months(Month.parse(first), Month.parse(last or first))
        except ValueError as error:
            raise BadInput(f"'{text}' is not a day.", next_step=_HINT) from error
        except Exception as error:
            raise BadInput(f"'{text}' is not a period.", next_step=_HINT) from error

    @property
    def stated(self) -> bool:
        """Whether anything is known of the period."""
        return self.first is not None or self.on is not None

    @property
    def length(self) -> int | None:
        """How many months it has; ``None`` for a day or when not stated."""
        if self.first is None or self.last is None:
            return None
        return self.last.number - self.first.number + 1

    @property
    def starts(self) -> dt.date | None:
        """The first day it covers; ``None`` when not stated."""
        return dt.date(self.first.year, self.first.month, 1) if self.first else self.on

    @property
    def ends(self) -> dt.date | None:
        """The last day it covers; ``None`` when not stated."""
        if self.on:
            return self.on
        if self.last is None:
            return None
        return self.last.last_day

    @property
    def order(self) -> tuple[int, int]:
        """A key to sort by, one a period: when it ends, then how long it is; not stated first."""
        if self.on:
            return (self.on.year * 12 + self.on.month - 1) * 32 + self.on.day, 0
        if self.last is None or self.length is None:
            return 0, 0
        return self.last.number * 32 + 31, self.length

    def like(self, other: Period) -> bool:
        """Whether a value of this period may be compared with one of the other."""
        if not (self.stated and other.stated):
            return False
        return self.length == other.length

    def shared_months(self, other: Period) -> int:
        """How many months both cover: a rolling year and the year before it may overlap."""
        if not (self.first and self.last and other.first and other.last):
            return 0
        first = max(self.first.number, other.first.number)
        return max(0, min(self.last.number, other.last.number) - first + 1)

    def __str__(self) -> str:
        if self.on:
            return self.on.isoformat()
        if self.first is None or self.last is None:
            return ""
        return f"{self.first}" if self.first == self.last else f"{self.first}:{self.last}"

    @property
    def words(self) -> str:
        """The period in words: ``2025/26 Q3``, ``September 2025``, ``31 December 2025``."""
        if self.on:
            return day_words(self.on)
        if self.first is None or self.last is None:
            return "period not stated"
        if self.length == 1:
            return self.first.name
        return _financial_words(self.first, self.last) or f"{self.first.name} to {self.last.name}"


UNSTATED = Period()


def months(first: Month, last: Month) -> Period:
    """Return the period from one month to another, both included."""
    return Period(first, last)


def financial_year(start: int) -> Period:
    """Return the financial year that starts in April of ``start``: 2025 is 2025/26."""
    first = Month(start * 12 + 3)
    return Period(first, first + 11)


def quarter(start: int, number: int) -> Period:
    """Return quarter 1 to 4 of the financial year that starts in April of ``start``."""
    if number not in (1, 2, 3, 4):
        raise BadInput(f"{number} is not a quarter.", next_step="Quarters are 1 to 4.")
    first = Month(start * 12 + 3 + 3 * (number - 1))
    return Period(first, first + 2)


def quarter_of(day: dt.date) -> Period:
    """Return the financial quarter in which a day lies."""
    month = Month.of(day)
    since_april = (month.number - 3) % 12
    first = month - since_april % 3
    return Period(first, first + 2)


def next_quarter(period: Period) -> Period:
    """Return the quarter after one; raise ``BadInput`` when it is no quarter."""
    if period.length != 3 or period.last is None:
        raise BadInput(f"'{period}' is not a quarter.", next_step=_HINT)
    return Period(period.last + 1, period.last + 3)


def _printed(text: str) -> Period | None:
    if not _WORD.search(text):
        return None
    try:
        span = printed(text)
    except ValueError as error:
        raise BadInput(f"'{text.strip()}' is not a day.", next_step=_HINT) from error
    if isinstance(span, dt.date):
        return Period(on=span)
    return months(*span) if span else None


def _financial(text: str, match: re.Match[str]) -> Period:
    start = int(match[1])
    if int(match[2]) != (start + 1) % 100:
        raise BadInput(f"'{text}' is not a financial year.", next_step="Write 2025/26.")
    return quarter(start, int(match[3])) if match[3] else financial_year(start)


def _dashed(text: str, match: re.Match[str]) -> Period:
    """Return the financial year that is written with a dash, as no month is."""
    start = int(match[1])
    if int(match[2]) != (start + 1) % 100:
        words = f"'{text}' is neither a month nor a financial year."
        hint = f"Months are {start}-01 to {start}-12; a year is {financial_year_words(start)}."
        raise BadInput(words, next_step=hint)
    return financial_year(start)


def _month_name_error(text: str, match: re.Match[str]) -> BadInput:
    """Return what is wrong with a month by its name, as spreadsheets turn months into."""
    number = _MONTHS.index(match[1].lower()) + 1
    year = match[2] if len(match[2]) == 4 else f"20{match[2]}"
    month = Month(int(year) * 12 + number - 1)
    words = f"'{text}' is a month as a spreadsheet writes it, and is not read."
    return BadInput(words, next_step=f"Write {month} for {month.name}, as text.")


def _financial_words(first: Month, last: Month) -> str:
    start = first.year if first.month >= 4 else first.year - 1
    year = financial_year_words(start)
    if financial_year(start) == Period(first, last):
        return year
    for number in (1, 2, 3, 4):
        if quarter(start, number) == Period(first, last):
            return f"{year} Q{number}"
    return f"{first.year}" if (first.month, last) == (1, first + 11) else ""
