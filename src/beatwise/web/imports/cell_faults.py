"""Cells in which a spreadsheet left no value, and columns whose days it turned."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from beatwise.accountability.row_reader import RowFault
from beatwise.cell_text.day_text import TURNED, TURNED_NEXT_STEP, turned_day
from beatwise.sources.workbook_marks.cell_marks import COVERED, NO_VALUE


CORRECT_IT = "Correct its formula, or leave the cell empty for no data."
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|GETTING_DATA)|Err:\d+"
)


Numbered = Sequence[tuple[int, Mapping[str, object]]]


def cell_faults(rows: Numbered) -> tuple[RowFault, ...]:
    """Return what is wrong with the cells of numbered rows, whatever the columns are for."""
    faults = [
        fault
        for number, cells in rows
        for heading, cell in cells.items()
        if isinstance(cell, str) and (fault := _without_value(number, heading, cell))
    ]
    for heading in dict.fromkeys(heading for _, cells in rows for heading in cells):
        texts = [date_text(cells.get(heading)) for _, cells in rows]
        at = turned_day(texts)
        if at is not None:
            words = TURNED.format(cell=texts[at])
            faults.append(RowFault(rows[at][0], heading, words, TURNED_NEXT_STEP))
    return tuple(faults)


def _without_value(row: int, heading: str, cell: str) -> RowFault | None:
    if cell == NO_VALUE:
        words = "the cell is a formula whose value the file does not hold."
        step = "Open the file in a spreadsheet program, let it calculate, and save it."
        return RowFault(row, heading, words, step)
    if cell == COVERED:
        words = "the cell is part of a merged cell that holds a number: of each row, or of all?"
        return RowFault(row, heading, words, "Unmerge the cells and fill each of them.")
    if _ERROR.fullmatch(cell):
        words = f"the cell holds {cell}, an error of the spreadsheet."
        return RowFault(row, heading, words, CORRECT_IT)
    return None


def date_text(cell: object) -> str:
    """Return a cell's text, a date as ISO; empty for a number."""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else ""
