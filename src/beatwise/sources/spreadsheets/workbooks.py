"""Read Excel and OpenDocument workbooks through calamine, as text."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast
from xml.etree import ElementTree as ET

from beatwise.cell_text.number_text import as_text
from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.sources.spreadsheets.sheet import words
from beatwise.sources.workbook_marks import Marks, cell_name, marked, marks_of, since_1904
from beatwise.sources.workbook_marks.cell_marks import COVERED


if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CellValue: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class SheetText(NamedTuple):
    """The cells of one sheet as text, its name, notes on how it was read, and its calendar."""

    cells: list[tuple[str, ...]]
    name: str
    notes: list[str]
    since_1904: bool


def read_workbook(path: Path, sheet: str | None) -> SheetText:
    """Return one sheet as text.

    Without ``sheet`` the first visible sheet that holds anything is read. Raises ``BadInput``
    for a formula without a stored value and a merged number, naming the cell, and for a workbook
    that is damaged.
    """
    with _whole(path):
        return _sheet_text(path, sheet)


def _sheet_text(path: Path, sheet: str | None) -> SheetText:
    import python_calamine as calamine

    workbook = calamine.CalamineWorkbook.from_path(path)
    visible = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == calamine.SheetVisibleEnum.Visible
    ]
    content, notes = _choose(path, workbook, visible, sheet)
    name = content.name
    values = content.to_python(skip_empty_area=False)
    _midnights(values)
    marks, counts_from_1904 = _marks(path, name)
    _refuse_unstored(marks, f"{path.name}, sheet '{name}'")
    cells = [tuple(map(_text, row)) for row in marked(values, marks)]
    _refuse_covered(cells, f"{path.name}, sheet '{name}'")
    if marks.hidden:
        rows = ", ".join(str(row + 1) for row in marks.hidden[:10])
        notes.append(f"Rows that the sheet hides were read too: {rows}.")
    return SheetText(cells, name, notes, counts_from_1904)


def visible_sheets(path: Path) -> list[str]:
    """Return the names of the sheets that a workbook shows and that hold anything.

    Raises ``BadInput`` for a workbook that cannot be opened.
    """
    import python_calamine as calamine

    with _whole(path):
        workbook = calamine.CalamineWorkbook.from_path(path)
        return [
            meta.name
            for meta in workbook.sheets_metadata
            if meta.visible == calamine.SheetVisibleEnum.Visible
            and workbook.get_sheet_by_name(meta.name).end
        ]


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Refuse a workbook that turns out to be damaged, wherever within it the damage is."""
    import python_calamine as calamine

    try:
        yield
    except FileNotFoundError:
        raise
    except (calamine.CalamineError, ET.ParseError, KeyError, *DAMAGED_ARCHIVE) as error:
        raise _unreadable(path, error) from error


def _marks(path: Path, name: str) -> tuple[Marks, bool]:
    if not zipfile.is_zipfile(path):
        return Marks(), False
    with zipfile.ZipFile(path) as archive:
        return marks_of(archive, name), since_1904(archive)


def _refuse_unstored(marks: Marks, source: str) -> None:
    count = len(marks.unstored)
    if count:
        row, column = marks.unstored[0]
        raise BadInput(
            f"{count} formula{'s have' if count > 1 else ' has'} no stored value; "
            f"the first is in cell {cell_name(row, column)}.",
            place=f"{source}, row {row + 1}",
            next_step="Open the workbook in a spreadsheet program, let it calculate, and save; "
            "or paste the values over the formulas.",
        )


def _refuse_covered(cells: list[tuple[str, ...]], source: str) -> None:
    for number, row in enumerate(cells):
        if COVERED in row:
            raise BadInput(
                f"cell {cell_name(number, row.index(COVERED))} is part of a merged cell that holds "
                "a number: nobody can know whether it is that of each row or of all.",
                place=f"{source}, row {number + 1}",
                next_step="Unmerge the cells and fill each of them.",
            )


def _choose(
    path: Path, workbook: CalamineWorkbook, visible: list[str], wanted: str | None
) -> tuple[CalamineSheet, list[str]]:
    """Return the sheet asked for, or the first visible one that holds anything, and notes."""
    if wanted is not None:
        if wanted in workbook.sheet_names:
            return workbook.get_sheet_by_name(wanted), []
        raise BadInput(
            f"there is no sheet '{wanted}'. The sheets are: {words(workbook.sheet_names)}.",
            place=path.name,
            next_step="Name one of them as sheet.",
        )
    for name in visible:
        content = workbook.get_sheet_by_name(name)
        if content.end:
            others = [other for other in visible if other != name]
            note = f"Read sheet '{name}'; other sheets were left alone: {words(others)}."
            hidden = [sheet for sheet in workbook.sheet_names if sheet not in visible]
            left = f"Sheets that the workbook hides were left alone: {words(hidden)}."
            return content, [*([note] if others else []), *([left] if hidden else [])]
    raise BadInput("the workbook is empty.", place=path.name, next_step="Ask for it again.")


def _midnights(values: list[list[CellValue]]) -> None:
    """Give 00:00 back to dates that stand in a column of times, in place.

    Calamine hands over a moment at midnight as a bare date, whatever the cell's format.
    """
    timed = {
        column
        for row in values
        for column, value in enumerate(row)
        if isinstance(value, dt.datetime)
    }
    for row in values if timed else ():
        for column in timed:
            cell = row[column] if column < len(row) else None
            if type(cell) is dt.date:
                row[column] = dt.datetime.combine(cell, dt.time())


def _text(value: CellValue) -> str:
    """Write a typed cell as text: dates in ISO form, whole numbers without a decimal point."""
    if type(value) is str:
        return value
    if type(value) is float:
        return as_text(value)
    if type(value) is dt.datetime:
        return str(_to_second(value))
    if type(value) is bool:
        return "true" if value else "false"
    if isinstance(value, dt.timedelta):
        return _clock(value)
    return str(value) if isinstance(value, int) else cast("dt.date | dt.time", value).isoformat()


def _to_second(value: dt.datetime) -> dt.datetime:
    if not value.microsecond:
        return value
    return (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)


def _clock(value: dt.timedelta) -> str:
    seconds = round(value.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _unreadable(path: Path, error: Exception) -> BadInput:
    locked = "password" in str(error).lower() or "encrypt" in str(error).lower()
    return BadInput(
        "the workbook is locked with a password."
        if locked
        else f"the workbook is damaged or of an unknown kind ({error}).",
        place=path.name,
        next_step="Save a copy without a password." if locked else "Save it again as XLSX or CSV.",
    )
