"""Which of day and month stands first, in a column whose dates do not say: asked, never guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from beatwise.cell_text.day_text import day_first_doubt, day_of, days_and_months_changed


class DayOrder(StrEnum):
    """What a person says of the dates of a file; ``UNKNOWN`` until asked."""

    UNKNOWN = ""
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    REFUSED = "refuse"

    @property
    def settled(self) -> bool:
        """Whether the dates can be taken in."""
        return self in (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """A column whose dates can all be read both ways, and the first of them that differs."""

    column: str
    cell: str
    day_first: dt.date
    month_first: dt.date

    @property
    def words(self) -> str:
        """Say what the cell can be."""
        either = f"{_day(self.day_first)} or {_day(self.month_first)}"
        return f"in '{self.column}', {self.cell} can be {either}"

    def read_as(self, order: DayOrder) -> str:
        """Say how the column was read."""
        month_first = order is DayOrder.MONTH_FIRST
        day = self.month_first if month_first else self.day_first
        which = "month" if month_first else "day"
        settled = ", as was said" if order.settled else ""
        return (
            f"The dates in '{self.column}' were read with the {which} first{settled}: "
            f"{self.cell} as {_day(day)}."
        )


def date_doubt(column: str, texts: Iterable[str]) -> DateDoubt | None:
    """Return the doubt about a column; ``None`` where it is not of dates or one settles it."""
    cell = day_first_doubt(texts)
    if cell is None:
        return None
    first, other = day_of(cell), day_of(days_and_months_changed(cell))
    if first is None or other is None:
        return None
    return DateDoubt(column, cell, first, other)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
