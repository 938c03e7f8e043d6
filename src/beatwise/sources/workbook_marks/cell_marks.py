"""Marks of a sheet's cells, and the cells with what their marks say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from beatwise.cell_text import Unreadable, amount_of
from beatwise.cell_text.number_text import as_text


Cell = tuple[int, int]  # row and column, from zero
Range = tuple[Cell, Cell]  # the first and the last cell of a rectangle, both included
CellValue = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
NO_VALUE = "#FORMULA WITHOUT A STORED VALUE"
_MOST_MISSING = 20_000
COVERED = "#COVERED BY A MERGED CELL"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says of its cells.

    Parameters
    ----------
    percent
        Cells that show their number as a percentage.
    unstored
        Formulas whose value the file does not hold.
    errors
        Cells that hold a spreadsheet's error, as its text: ``#REF!``.
    merged
        Rectangles of cells merged into one.
    hidden
        Rows that the sheet does not show.
    """

    percent: frozenset[Cell] = frozenset()
    unstored: tuple[Cell, ...] = ()
    errors: Mapping[Cell, str] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()
    hidden: tuple[int, ...] = ()


def marked(
    rows: Sequence[Sequence[CellValue]], marks: Marks, origin: Cell = (0, 0)
) -> list[list[CellValue]]:
    """Return a sheet's cells as they are meant; ``origin`` is the place of the first of them.

    A percentage becomes its text (``12.5%``), an error its own, a formula without a stored value
    ``NO_VALUE``. A merged cell of words holds for all its rows; the rows that a merged number
    covers are ``COVERED``, since nobody can know whether it is the figure of each or of all.
    """
    grid = [list(row) for row in rows]
    for at in marks.percent:
        value = _value(grid, at, origin)
        if isinstance(value, int | float) and not isinstance(value, bool):
            _put(grid, at, origin, percent_text(value))
    for at, words in marks.errors.items():
        _put(grid, at, origin, words)
    for at in marks.unstored:
        # Readers of values leave out rows that hold nothing, so that the row may not be there.
        missing = at[0] - origin[0] + 1 - len(grid)
        grid += [[] for _ in range(missing if missing <= _MOST_MISSING else 0)]
        _put(grid, at, origin, NO_VALUE)
    for first, last in marks.merged:
        _spread(grid, first, last, origin)
    return grid


def percent_text(value: float) -> str:
    """Return a share as the percentage that its cell shows, with all its digits: ``12.5%``."""
    return f"{as_text(float(Decimal(f'{value:.15g}') * 100))}%"


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: row 1, column 27 (from zero) is ``AB2``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _spread(grid: list[list[CellValue]], first: Cell, last: Cell, origin: Cell) -> None:
    value = _value(grid, first, origin)
    if value in ("", None):
        return
    row, column = first
    below = [(r, column) for r in range(row + 1, min(last[0], origin[0] + len(grid)) + 1)]
    beside = [(r, c) for r in range(row, last[0] + 1) for c in range(column + 1, last[1] + 1)]
    if _is_words(value):
        for at in below:
            _put(grid, at, origin, value)
    else:
        for at in (*below, *beside[:1000]):
            _put(grid, at, origin, COVERED)


def _is_words(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        amount_of(value)
    except Unreadable:
        return True
    return False


def _value(grid: list[list[CellValue]], at: Cell, origin: Cell) -> CellValue | None:
    row, column = at[0] - origin[0], at[1] - origin[1]
    inside = 0 <= row < len(grid) and 0 <= column < len(grid[row])
    return grid[row][column] if inside else None


def _put(grid: list[list[CellValue]], at: Cell, origin: Cell, value: CellValue) -> None:
    row, column = at[0] - origin[0], at[1] - origin[1]
    if 0 <= row < len(grid) and column >= 0:
        if len(grid[row]) <= column < len(grid[row]) + 16_384:
            grid[row] += [""] * (column + 1 - len(grid[row]))
        grid[row][column] = value
