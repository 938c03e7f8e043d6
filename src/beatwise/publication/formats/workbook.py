"""A workbook as values: cover, contents, notes, and one table a sheet.

The layout that government statisticians ask for in spreadsheets: a title and the number of tables
on each sheet, one header row, no merged or blank cells inside a table, and shorthand explained.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from beatwise.publication.formats.document import Cell, Column, Document, Table


LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: lines of words above, then at most one table.

    ``None`` in a table is written as the table's own word for missing (``no data``).
    """

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    missing: str = "no data"


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order, with the title and language that the file's properties carry."""

    title: str
    sheets: tuple[Sheet, ...]


def workbook(document: Document, tables: tuple[Table, ...]) -> Workbook:
    """Return a document's tables as a workbook."""
    with_rows = tuple(table for table in tables if table.rows)
    names = _names(with_rows)
    cover = Sheet(
        "Cover",
        (document.title, document.subtitle, *(f"{t}: {v}" for t, v in document.facts),
         *document.footer),
    )  # fmt: skip
    contents = Sheet(
        "Contents",
        ("Contents", "This sheet contains one table."),
        (Column("Sheet"), Column("Table")),
        tuple((name, table.caption) for name, table in zip(names, with_rows, strict=True)),
    )
    notes = Sheet(
        "Notes",
        ("Notes", "This sheet contains one table."),
        (Column("Sheet"), Column("Note")),
        (
            ("All", "No data means that nothing was gathered for it; it is never a zero."),
            *(
                (name, table.note)
                for name, table in zip(names, with_rows, strict=True)
                if table.note
            ),
        ),
    )
    sheets = tuple(_sheet(name, table) for name, table in zip(names, with_rows, strict=True))
    return Workbook(document.title, (cover, contents, notes, *sheets))


def _sheet(name: str, table: Table) -> Sheet:
    words = "This sheet contains one table. Notes are on the sheet Notes."
    return Sheet(name, (table.caption, words), table.columns, table.rows, table.empty)


def _names(tables: tuple[Table, ...]) -> list[str]:
    """Give each table a sheet name that every program allows, and no two the same."""
    names: list[str] = []
    for number, table in enumerate(tables, start=1):
        words = re.sub(r"[^A-Za-z0-9]+", " ", table.name).strip().replace(" ", "_")
        names.append(f"{number}_{words}"[:LONGEST_NAME])
    return names
