"""A reserve's year: what it opened with, what came and went, and what it closed with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from beatwise.accountability.ledger import KINDS, Entry
from beatwise.clock import financial_year


@dataclass(frozen=True, slots=True)
class Movement:
    """Something that changed what a reserve holds: its day, the entry, and why."""

    on: dt.date
    entry: Entry
    words: str = ""

    @property
    def amount(self) -> int:
        """What it adds in pence: money in and out of the fund, less what is paid from it."""
        change = self.entry.change
        return change.funded - change.paid


@dataclass(frozen=True, slots=True)
class ReserveYear:
    """A financial year of a reserve, in pence; ``movements`` by the title of their kind."""

    year: int
    opening: int
    movements: tuple[tuple[str, int], ...]

    @property
    def closing(self) -> int:
        """What it closed with: the opening and every movement."""
        return self.opening + sum(amount for _, amount in self.movements)


def statement(movements: Iterable[Movement]) -> tuple[ReserveYear, ...]:
    """Return every year from a reserve's first movement to its last, the earliest first.

    A year without a movement opens and closes with the same.
    """
    rows = [row for row in movements if row.amount]
    if not rows:
        return ()
    years: dict[int, dict[str, int]] = {}
    for row in rows:
        kinds = years.setdefault(financial_year(row.on), {})
        title = KINDS[row.entry.kind].title
        kinds[title] = kinds.get(title, 0) + row.amount
    opening, result = 0, []
    for year in range(min(years), max(years) + 1):
        result.append(ReserveYear(year, opening, tuple(years.get(year, {}).items())))
        opening = result[-1].closing
    return tuple(result)
