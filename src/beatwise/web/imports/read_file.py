"""Read a list that someone uploads: CSV, OpenDocument or Excel, into rows by heading.

The table is found by its headings, so a file that was exported with its cover and notes is read
as it is. Nothing in a file is ever run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from beatwise.accountability.row_reader import RowFault
from beatwise.cell_text.formula_quote import unquote
from beatwise.errors import BadInput
from beatwise.web.imports import file_types, unzip


MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 300_000
_LOOKED_AT = 20
_LISTS = frozenset(file_types.media(ending) for ending in ("csv", "txt", "ods", "xlsx"))
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)|Err:\d+"
)


@dataclass(frozen=True, slots=True)
class Read:
    """One row of a file: its number there, and its cells by heading."""

    row: int
    cells: dict[str, object]


class Sheet(NamedTuple):
    """A sheet as it is laid out: its name, empty for a plain file, and its rows of cells."""

    name: str
    rows: list[Sequence[object]]


class Book:
    """A file whose sheets are laid out once, however often a table is looked for in them."""

    def __init__(self, name: str, content: bytes):
        self._name, self._left = name, _sheets(name, content)
        self._laid_out: list[Sheet] = []

    def read(self, headings: Iterable[str]) -> list[Read]:
        """Return the rows of the table whose header row has the ``headings``.

        Raises
        ------
        BadInput
            When no table has them all, or a heading stands twice, or there are too many rows.
        """
        needed = [heading.casefold() for heading in headings]
        best: list[str] = needed
        for sheet, rows in self._each():
            for number, cells in enumerate(rows[:_LOOKED_AT], start=1):
                columns = [_heading(cell) for cell in cells]
                missing = [heading for heading in needed if heading not in columns]
                if not missing:
                    return _table(self._name, sheet, columns, rows, number)
                best = min(best, missing, key=len)
        raise BadInput(
            f"no table with the column{'' if len(best) == 1 else 's'} {', '.join(best)} was found.",
            place=self._name,
            next_step="Export the list, fill in that file, and import it again.",
        )

    def _each(self) -> Iterator[Sheet]:
        yield from self._laid_out
        for sheet in self._left:
            self._laid_out.append(sheet)
            yield sheet


def read(name: str, content: bytes, headings: Iterable[str]) -> list[Read]:
    """Return the rows of a file's table that has the ``headings``; see ``Book.read``."""
    return Book(name, content).read(headings)


def broken(rows: Iterable[Read]) -> tuple[RowFault, ...]:
    """Return the cells in which a spreadsheet left an error instead of a value."""
    return tuple(
        RowFault(
            line.row, heading, f"the cell holds {cell}, an error of the spreadsheet.", CORRECT_IT
        )
        for line in rows
        for heading, cell in line.cells.items()
        if isinstance(cell, str) and _ERROR.fullmatch(cell)
    )


CORRECT_IT = "Mend its formula, or leave the cell empty for no data."


def _table(
    name: str, sheet: str, columns: list[str], rows: list[Sequence[object]], top: int
) -> list[Read]:
    twice = {h for h in columns if h and columns.count(h) > 1}
    if twice:
        raise BadInput(
            f"the column {', '.join(sorted(twice))} stands twice.",
            place=name,
            next_step="Take one of them out.",
        )
    if len(rows) - top > MOST_ROWS:
        raise BadInput(
            f"the file has more than {MOST_ROWS:,} rows.", place=name, next_step="Divide it."
        )
    lines = []
    for number, cells in enumerate(rows[top:], start=top + 1):
        row = {h: _cell(c) for h, c in zip(columns, cells, strict=False) if h}
        if any(value not in (None, "") for value in row.values()):
            lines.append(Read(number, row))
    return lines


def _sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a file's sheets; its bytes say its kind, and it is measured before it is laid out."""
    kind = file_types.kind(name, content)
    if kind not in _LISTS:
        raise BadInput(
            "the file is not a list.", place=name, next_step="Give CSV, OpenDocument or Excel."
        )
    if kind.startswith("text/"):
        yield from _csv(name, file_types.plain(content))
        return
    archive = unzip.unpacked(
        name, content, rows=MOST_ROWS + _LOOKED_AT, columns=MOST_COLUMNS, cells=MOST_CELLS
    )
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive))
        for sheet in book.sheet_names:
            table = book.get_sheet_by_name(sheet)
            above = table.start[0] if table.start else 0
            yield Sheet(sheet, [*([()] * above), *table.to_python(skip_empty_area=True)])
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            f"the workbook cannot be read: {error}.",
            place=name,
            next_step="Save it again as OpenDocument, Excel or CSV.",
        ) from None


def _csv(name: str, words: str) -> Iterator[Sheet]:
    """Yield a plain file's rows, divided by commas or, where its first line has them, by tabs."""
    first = words.partition("\n")[0]
    yield Sheet("", _split_rows(name, words, ","))
    if "\t" in first:
        yield Sheet("", _split_rows(name, words, "\t"))
    if first.count(";") > first.count(","):
        raise BadInput(
            "its columns are divided by semicolons, and such a file may write 1,5 for 1.5.",
            place=name,
            next_step="Save it as OpenDocument or Excel, or as CSV divided by commas.",
        )


def _split_rows(name: str, words: str, mark: str) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(words, newline=""), strict=True, delimiter=mark):
            cells += len(row)
            if len(rows) > MOST_ROWS + _LOOKED_AT or cells > MOST_CELLS:
                raise BadInput(
                    f"the file has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells.",
                    place=name,
                    next_step="Divide it.",
                )
            rows.append([unquote(cell) for cell in row])
    except csv.Error as error:
        raise BadInput(
            f"the file is not whole CSV: {error}.", place=name, next_step="Save it again as CSV."
        ) from None
    return rows


def _heading(cell: object) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""


def _cell(cell: object) -> object:
    return cell.strip() if isinstance(cell, str) else cell
