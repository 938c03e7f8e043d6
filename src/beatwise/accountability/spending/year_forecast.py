"""What a line will have paid at the end of its financial year, by a rule that a page can print.

Two readings: what is committed is paid in full, or payments go on at the pace so far. The larger
is taken, and never more than the allocation. Before a quarter of the year is over there is no pace.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.accountability.ledger import Position
from beatwise.clock import financial_year_days
from beatwise.errors import BadInput


QUARTER_DAYS = 91
FIRST_YEAR, LAST_YEAR = 1990, 2100
RULE = (
    "The larger of what is committed and what would be paid at the pace so far, at most the "
    "allocation; in the year's first 91 days, what is committed."
)


@dataclass(frozen=True, slots=True)
class YearForecast:
    """A line's year end in pence: the allocation, paid by then, and what would be left of it.

    ``pace`` is what would be paid at the pace so far; ``None`` where there is none yet.
    """

    allocated: int
    paid: int
    pace: int | None

    @property
    def left(self) -> int:
        """What of the allocation would be left."""
        return self.allocated - self.paid


def forecast(at: Position, year: int, today: dt.date) -> YearForecast:
    """Return what a line comes to at the end of its year; a year that is over stays as it is."""
    first, last = financial_year_days(year)
    if today > last:
        return YearForecast(at.allocated, at.paid, at.paid)
    gone, whole = (today - first).days + 1, (last - first).days + 1
    pace = None
    if gone >= QUARTER_DAYS:
        pace = min(at.allocated, at.paid * whole // gone)
    return YearForecast(at.allocated, max(at.committed, pace or 0), pace)


def sum_of(forecasts: Iterable[YearForecast]) -> YearForecast:
    """Return the sum of lines' year ends; with a pace only where each has one."""
    rows = list(forecasts)
    paces = [row.pace for row in rows]
    pace = None if None in paces else sum(p for p in paces if p is not None)
    return YearForecast(sum(r.allocated for r in rows), sum(r.paid for r in rows), pace)


def year_of_words(entry: object, place: str = "year") -> int:
    """Read a financial year: ``2026/27``, ``2026-27`` or ``2026``; raise ``BadInput``."""
    words = str(entry or "").strip().replace("-", "/")
    start, _, end = words.partition("/")
    if start.isascii() and start.isdecimal() and FIRST_YEAR <= int(start[:5]) <= LAST_YEAR:
        following = (int(start) + 1) % 100
        if end in ("", f"{following:02d}", str(int(start) + 1)):
            return int(start)
    raise BadInput(
        f"'{words}' is not a financial year.", place=place, next_step="Write it as 2026/27."
    )
