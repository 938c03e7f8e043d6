"""Read a list that someone uploads: CSV, OpenDocument or Excel, into rows by heading.

The table is found by its headings, so a file that was exported with its cover and notes is read
as it is. Nothing in a file is ever run.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.errors import BadInput
from beatwise.web.shared.sheets import unsafe


MOST_ROWS = 20_000
MOST_COLUMNS = 200
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Read:
    """One row of a file: its number there, and its cells by heading."""

    row: int
    cells: dict[str, Any]


def read(name: str, content: bytes, headings: Iterable[str]) -> list[Read]:
    """Return the rows of the table whose header row has the ``headings``.

    Raises
    ------
    BadInput
        When no table has them all, or a heading stands twice, or there are too many rows.
    """
    wanted = [heading.casefold() for heading in headings]
    best: list[str] = wanted
    for sheet, rows in _sheets(name, content):
        for number, cells in enumerate(rows[:_LOOKED_AT], start=1):
            found = [_heading(cell) for cell in cells]
            missing = [heading for heading in wanted if heading not in found]
            if not missing:
                return _table(name, sheet, found, rows, number)
            best = min(best, missing, key=len)
    raise BadInput(
        f"no table with the column{'' if len(best) == 1 else 's'} {', '.join(best)} was found.",
        place=name,
        next_step="Export the list, fill in that file, and import it again.",
    )


def _table(
    name: str, sheet: str, found: list[str], rows: list[Sequence[Any]], top: int
) -> list[Read]:
    twice = {h for h in found if h and found.count(h) > 1}
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
    made = []
    for number, cells in enumerate(rows[top:], start=top + 1):
        row = {h: _cell(c) for h, c in zip(found, cells, strict=False) if h}
        if any(value not in (None, "") for value in row.values()):
            made.append(Read(number, row))
    return made


def _sheets(name: str, content: bytes) -> Iterator[tuple[str, list[Sequence[Any]]]]:
    if name.lower().endswith(".csv"):
        yield "", _csv(name, content)
        return
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            table = book.get_sheet_by_name(sheet)
            if table.total_height > MOST_ROWS + _LOOKED_AT or table.total_width > MOST_COLUMNS:
                raise BadInput(
                    "a sheet is too large.",
                    place=f"{name}, sheet {sheet}",
                    next_step=f"At most {MOST_ROWS:,} rows.",
                )
            above = table.start[0] if table.start else 0
            yield sheet, [*([()] * above), *table.to_python(skip_empty_area=True)]
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            f"the workbook cannot be read: {error}.",
            place=name,
            next_step="Save it again as OpenDocument, Excel or CSV.",
        ) from None


def _csv(name: str, content: bytes) -> list[Sequence[Any]]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    try:
        rows = list(csv.reader(io.StringIO(words, newline=""), strict=True))
    except csv.Error as error:
        raise BadInput(
            f"the file is not whole CSV: {error}.", place=name, next_step="Save it again as CSV."
        ) from None
    return [[unsafe(cell) for cell in row] for row in rows]


def _heading(cell: Any) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""


def _cell(cell: Any) -> Any:
    return cell.strip() if isinstance(cell, str) else cell
