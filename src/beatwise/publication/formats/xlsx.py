"""Write a workbook as XLSX, for those whose software cannot open OpenDocument."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.workbook import Sheet, Workbook


if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_FIXED = dt.datetime(1980, 1, 1)
MANY_ROWS = 10_000


def xlsx(book: Workbook) -> bytes:
    """Return the workbook as the bytes of an ``.xlsx`` file; words never become formulas."""
    import xlsxwriter

    out = io.BytesIO()
    long = sum(len(sheet.rows) for sheet in book.sheets) > MANY_ROWS
    options = {
        "in_memory": not long,  # a long list goes through temporary files, row by row
        "constant_memory": long,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as file:
        file.set_properties({"title": book.title, "created": _FIXED})
        formats: dict[str | int, Format] = {
            "title": file.add_format({"bold": True, "font_size": 15}),
            "head": file.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
            "right": file.add_format({"align": "right"}),
        }
        for decimals in range(7):
            form = "#,##0" + ("." + "0" * decimals if decimals else "")
            formats[decimals] = file.add_format({"num_format": form})
        for colour in sorted(_tints(book)):
            formats[colour] = file.add_format({"bg_color": colour})
        for sheet in book.sheets:
            _write(file.add_worksheet(sheet.name), sheet, formats)
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet, formats: dict[str | int, Format]) -> None:
    for i, line in enumerate(sheet.lines):
        page.write_string(i, 0, line, formats["title"] if i == 0 else None)
    top = len(sheet.lines)
    for j, column in enumerate(sheet.columns):
        page.write_string(top, j, column.heading, formats["head"])
        page.set_column(j, j, 34 if j == 0 else 16)
    for i, row in enumerate(sheet.rows, start=top + 1):
        for j, value in enumerate(row):
            _cell(page, i, j, value, sheet, formats)
    if sheet.columns:
        page.freeze_panes(top + 1, 0)


def _cell(
    page: Worksheet, i: int, j: int, value: Cell, sheet: Sheet, formats: dict[str | int, Format]
) -> None:
    right = formats["right"] if sheet.columns[j].number else None
    if value is None:
        page.write_string(i, j, sheet.missing, right)
    elif isinstance(value, str):
        tint = _tint(sheet.columns[j], value)
        page.write_string(i, j, value, formats[tint] if tint else right)
    else:
        page.write_number(i, j, value, formats[min(sheet.columns[j].places(value), 6)])


def _tints(book: Workbook) -> set[str]:
    """Return the colours of the states that a workbook names."""
    return {
        tint
        for sheet in book.sheets
        for j, column in enumerate(sheet.columns)
        if column.tint is not None
        for row in sheet.rows
        for tint in (_tint(column, row[j]),)
        if tint
    }


def _tint(column: Column, value: Cell) -> str:
    return column.tint(value) if column.tint is not None and isinstance(value, str) else ""
