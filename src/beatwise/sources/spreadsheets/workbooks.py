"""Read Excel and OpenDocument workbooks through calamine, as text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.formulas import troubled_cells
from beatwise.sources.spreadsheets.sheet import words


if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

CellValue: TypeAlias = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class SheetText(NamedTuple):
    """The cells of one sheet as text, its name, and notes on how it was read."""

    cells: list[tuple[str, ...]]
    name: str
    notes: list[str]


def read_workbook(path: Path, sheet: str | None) -> SheetText:
    """Return one sheet as text.

    Without ``sheet`` the first visible sheet that holds anything is read. Raises ``BadInput``
    for a formula without a stored value, naming the cell.
    """
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
    except calamine.CalamineError as error:
        raise _unreadable(path, error) from error
    visible = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.visible == calamine.SheetVisibleEnum.Visible
    ]
    content, notes = _choose(path, workbook, visible, sheet)
    name = content.name
    values = content.to_python(skip_empty_area=False)
    _midnights(values)
    cells = [tuple(map(_text, row)) for row in values]
    for (row, column), text in troubled_cells(path, name).items():
        if row < len(cells) and column < len(cells[row]):
            cells[row] = (*cells[row][:column], text, *cells[row][column + 1 :])
    return SheetText(cells, name, notes)


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
            return content, [note] if others else []
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
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
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
