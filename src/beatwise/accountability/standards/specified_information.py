"""The monthly files that a local policing body must publish, and the gaps in them.

Source: Elected Local Policing Bodies (Specified Information) Order 2011, Schedule, paragraphs 1(d),
3(f), 3(g), 3(h) and 4(b).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.accountability.bank_details import has_bank_details
from beatwise.accountability.funds import plain_pounds
from beatwise.clock import Month
from beatwise.errors import BadInput, MissingData
from beatwise.fields import Fields, document


ROW_KINDS = ("string", "date", "decimal", "anyURI")
PublishedRow = Mapping[str, object]  # by column: text, day, or pence under ``amount``


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file: its name, its title, its kind, and whether the Order asks for it."""

    name: str
    title: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that is published month by month.

    Parameters
    ----------
    paragraph
        Of the Order's schedule.
    threshold
        In pence: only what lies above it is published; below zero for everything.
    verify
        Whether its timing is still to be read in the Order.
    """

    name: str
    title: str
    paragraph: str
    threshold: int
    frequency: str
    verify: bool
    columns: tuple[FileColumn, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell that the Order asks for and that holds nothing; rows are counted from 1."""

    row: int
    column: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class MonthlyFile:
    """One month of a file: its rows in order of day, and its gaps."""

    file: PublishedFile
    month: Month
    rows: tuple[PublishedRow, ...]
    gaps: tuple[Gap, ...]

    @property
    def total(self) -> int:
        """What its rows add up to, in pence."""
        return sum(int(str(row["amount"])) for row in self.rows if row.get("amount") is not None)


@cache
def published_files() -> dict[str, PublishedFile]:
    """Return every file by name."""
    name = "specified-information.toml"
    with document(data.text("standards", name), name) as fields:
        fields.text("source"), fields.text("licence")
        files = fields.each("files", _file)
    return {each.name: each for each in files}


def published_file(name: str) -> PublishedFile:
    """Return a file by name; raise ``MissingData`` when there is none."""
    if name not in published_files():
        raise MissingData(f"there is no monthly file '{name}'.",
                          next_step=f"The files are: {', '.join(published_files())}.")  # fmt: skip
    return published_files()[name]


def monthly(file: PublishedFile, month: Month, rows: Iterable[PublishedRow]) -> MonthlyFile:
    """Return one month of a file: what lies in it and above the threshold, with its gaps.

    Raises
    ------
    BadInput
        For a cell that looks like bank details: it is never published.
    """
    here = sorted(
        (row for row in rows if _belongs(file, month, row)),
        key=lambda row: (str(row["date"]), str(row.get("reference") or "")),
    )
    for at, row in enumerate(here, 1):
        for column in file.columns:
            if has_bank_details(str(row.get(column.name) or "")):
                raise BadInput(
                    f"{column.title} holds what looks like bank details.",
                    place=f"{file.title}, {row.get('reference') or f'row {at}'}",
                    next_step="Remove them where they were written; nothing is published.",
                )
    return MonthlyFile(file, month, tuple(here), tuple(_gaps(file, here)))


def cells(of: MonthlyFile) -> list[list[object]]:
    """Return the headings of a month's file and its rows, amounts in pounds."""
    columns = of.file.columns
    rows = [[_cell(row.get(column.name)) if column.name != "amount" else _pounds(row.get("amount"))
             for column in columns] for row in of.rows]  # fmt: skip
    return [[column.title for column in columns], *rows]


def _belongs(file: PublishedFile, month: Month, row: PublishedRow) -> bool:
    day, amount = row.get("date"), row.get("amount")
    if not isinstance(day, dt.date) or (day.year, day.month) != (month.year, month.month):
        return False
    return amount is None or int(str(amount)) > file.threshold


def _gaps(file: PublishedFile, rows: list[PublishedRow]) -> Iterable[Gap]:
    for at, row in enumerate(rows, 1):
        for column in file.columns:
            if column.required and row.get(column.name) in (None, ""):
                yield Gap(at, column.title, str(row.get("reference") or ""))


def _cell(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _pounds(pence: object) -> object:
    return None if pence is None else plain_pounds(int(str(pence)))


def _file(table: Fields) -> PublishedFile:
    threshold = int(table.number("threshold"))
    file = PublishedFile(
        table.text("name"), table.text("title"), table.text("paragraph"),
        threshold * 100 if threshold >= 0 else -(10**15), table.text("frequency"),
        table.flag("verify", False), table.each("columns", _column),
    )  # fmt: skip
    table.done()
    return file


def _column(table: Fields) -> FileColumn:
    column = FileColumn(table.text("name"), table.text("title"), table.one_of("kind", ROW_KINDS),
                        table.flag("required", False))  # fmt: skip
    table.done()
    return column
