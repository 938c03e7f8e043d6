"""Rows of a file, read one by one: each fault names its row, and none stops the rest.

The first row beneath the headings is row 2, as a spreadsheet counts. Nothing is taken while a
fault is left: the import must see to that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from beatwise.cell_text import Unreadable, amount_of, day_of, number_of
from beatwise.errors import BadInput, UserError


Entry = TypeVar("Entry")
Row = Mapping[str, str]
FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row, in which column (empty for the whole row), and what to do."""

    row: int
    column: str
    words: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class RowsRead(Generic[Entry]):
    """What came of a file: things with their row numbers, and faults in order of row."""

    entries: tuple[tuple[int, Entry], ...]
    faults: tuple[RowFault, ...]

    @property
    def sound(self) -> bool:
        """Whether every row could be read."""
        return not self.faults


def read_rows(
    rows: Iterable[Row],
    columns: Sequence[str],
    needed: Sequence[str],
    make: Callable[[Row], Entry],
    numbers: Sequence[int] | None = None,
) -> RowsRead[Entry]:
    """Make one thing of each row that is not empty.

    Parameters
    ----------
    rows
        As ``csv.DictReader`` gives them; cells are text.
    columns, needed
        The columns that are known, and those that must be there.
    make
        Makes a thing of a row, or raises a ``UserError`` whose place is the column.
    numbers
        The rows' numbers in their file, where they do not simply follow the headings.
    """
    entries: list[tuple[int, Entry]] = []
    faults: list[RowFault] = []
    for at, row in enumerate(rows):
        number = numbers[at] if numbers else FIRST_ROW + at
        if at == 0:
            faults += _headings(row, columns, needed)
            if faults:
                break
        if not any((value or "").strip() for value in row.values()):
            continue
        try:
            entries.append((number, make(row)))
        except UserError as error:
            column = error.place if error.place in columns else ""
            faults.append(RowFault(number, column or "", error.message, error.next_step or ""))
    return RowsRead(tuple(entries), tuple(faults))


def text(row: Row, column: str) -> str:
    """Return a cell without spaces around it; empty when absent."""
    return (row.get(column) or "").strip()


def number(row: Row, column: str) -> Decimal | None:
    """Read a number such as ``11,545``, ``65.9%`` or ``£1,200``; ``None`` for an empty cell."""
    with _naming(column):
        amount = amount_of(text(row, column))
    return amount.value if amount else None


def plain_number(row: Row, column: str) -> Decimal | None:
    """Read a number that is no percentage; ``None`` for an empty cell."""
    with _naming(column):
        return number_of(text(row, column))


def day(row: Row, column: str) -> dt.date | None:
    """Read a day such as 2026-01-21 or 21/01/2026; ``None`` for an empty cell."""
    with _naming(column):
        return day_of(text(row, column))


@contextmanager
def _naming(column: str) -> Iterator[None]:
    """Raise what cannot be read as ``BadInput`` that names the column."""
    try:
        yield
    except Unreadable as error:
        raise BadInput(error.message, place=column, next_step=error.next_step) from None


def _headings(row: Row, columns: Sequence[str], needed: Sequence[str]) -> list[RowFault]:
    missing = [column for column in needed if column not in row]
    unknown = [str(column) for column in row if column not in columns]
    hint = f"The columns are: {', '.join(columns)}."
    faults = [RowFault(1, name, f"the column '{name}' is missing.", hint) for name in missing]
    return faults + [RowFault(1, n, f"the column '{n}' is not known.", hint) for n in unknown]
