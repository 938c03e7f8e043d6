"""Rows of a table with declared columns; what is wrong in them is raised together, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from beatwise.cell_text.day_text import day_of
from beatwise.cell_text.number_text import number_of
from beatwise.cell_text.unreadable import Unreadable
from beatwise.errors import BadInput, MissingData
from beatwise.sources.spreadsheets import Sheet, read_sheet


MOST_FAULTS = 5
T = TypeVar("T")


class Columns(NamedTuple):
    """The columns that a kind of file must have, may have, and what it is called."""

    noun: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()


def read_rows(path: Path, columns: Columns, reader: Callable[[EvidenceRow], T]) -> list[T]:
    """Return what ``reader`` makes of each row of a CSV file or workbook.

    Raises ``MissingData`` where there is no file, and ``BadInput`` naming a column that is missing
    or not known, or the rows that cannot be read.
    """
    if not path.is_file():
        raise MissingData(
            "there is no such file.", place=str(path), next_step="Check the path and its spelling."
        )
    sheet = read_sheet(path)
    _check(sheet, columns)
    results: list[T] = []
    faults: list[str] = []
    for row in _rows(sheet):
        try:
            results.append(reader(row))
        except (Unreadable, BadInput) as error:
            faults.append(f"row {row.row_number}: {str(error).splitlines()[0]}")
    if faults:
        more = f" and {len(faults) - MOST_FAULTS} more rows" if len(faults) > MOST_FAULTS else ""
        raise BadInput(
            f"{'; '.join(faults[:MOST_FAULTS])}{more}",
            place=sheet.source,
            next_step=f"Correct these rows of the {columns.noun}; nothing was measured.",
        )
    return results


class EvidenceRow:
    """One row: its cells by column, asked for by type."""

    def __init__(self, cells: dict[str, str], number: int, place: str) -> None:
        self._cells, self.row_number, self.place = cells, number, place

    def text(self, name: str) -> str:
        """A text; raise ``BadInput`` where it is empty."""
        words = self.optional_text(name)
        if not words:
            raise BadInput(f"{name} is empty.")
        return words

    def optional_text(self, name: str) -> str:
        """A text, empty where there is none."""
        return self._cells.get(name, "").strip()

    def day(self, name: str) -> dt.date:
        """A day."""
        day = day_of(self.text(name))
        if day is None:
            raise BadInput(f"{name} is empty.")
        return day

    def optional_number(self, name: str, *, at_least: float | None = None) -> float | None:
        """A number, ``None`` where the cell is empty."""
        number = number_of(self.optional_text(name))
        if number is None:
            return None
        if at_least is not None and number < at_least:
            raise BadInput(f"{name} is {number}, below {at_least:g}.")
        return float(number)

    def number(self, name: str, *, at_least: float | None = None) -> float:
        """A number; raise ``BadInput`` where the cell is empty."""
        number = self.optional_number(name, at_least=at_least)
        if number is None:
            raise BadInput(f"{name} is empty.")
        return number

    def people(self) -> int | None:
        """How many people, from 1 to 20; ``None`` where the row does not say."""
        number = self.optional_number("people", at_least=1)
        if number is not None and (number != int(number) or number > 20):
            raise BadInput("people must be a whole number from 1 to 20.")
        return None if number is None else int(number)


def _check(sheet: Sheet, columns: Columns) -> None:
    known = (*columns.needed, *columns.optional)
    for name in columns.needed:
        if name not in sheet.frame:
            raise BadInput(
                f"the column '{name}' is missing.",
                place=sheet.source,
                next_step=f"A file of {columns.noun} has the columns {', '.join(known)}.",
            )


def _rows(sheet: Sheet) -> Iterator[EvidenceRow]:
    names = [str(name) for name in sheet.frame.columns]
    for number, cells in zip(
        sheet.rows.tolist(), sheet.frame.itertuples(index=False, name=None), strict=True
    ):
        texts = [str(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield EvidenceRow(dict(zip(names, texts, strict=True)), number, sheet.source)
