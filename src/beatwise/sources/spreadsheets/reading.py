"""Read a table from a file of any kind, and find its header."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from beatwise.cell_text.delimited_text import Row
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets.delimited import read_delimited
from beatwise.sources.spreadsheets.file_kinds import kind_of
from beatwise.sources.spreadsheets.sheet import Sheet
from beatwise.sources.spreadsheets.workbooks import read_workbook
from beatwise.sources.workbook_marks import cell_name


_SEARCHED_ROWS = 20
_NEARLY = 0.7  # a title or a merged group header fills fewer cells than this share
_VALUE = re.compile(r"[-+£$€]?[\d.,/:\s%-]*\d[\d.,/:\s%-]*(?:[ap]m)?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_sheet(path: Path, *, sheet: str | None = None, header_row: int | None = None) -> Sheet:
    """Read a CSV, gzip-compressed CSV, XLSX, XLS or ODS file as text with row numbers.

    The kind is told by the first bytes. Rows above the header (titles, blank lines) are skipped
    with a note; ``header_row`` (from 1) says where the header is when the guess is wrong.

    Raises
    ------
    BadInput
        Naming file and row: empty, cut short, a web page, an endless line, a row with more
        cells than the header, a formula without a stored value.
    """
    path = Path(path)
    kind = kind_of(path)
    source = path.name
    since_1904 = False
    if kind == "workbook":
        cells, name, notes, since_1904 = read_workbook(path, sheet)
        source = f"{path.name}, sheet '{name}'"
    else:
        cells, notes = read_delimited(path, kind)
    header = _header_index(cells) if header_row is None else header_row - 1
    if not 0 <= header < len(cells) or not any(cell.strip() for cell in cells[header]):
        raise BadInput(
            "no row of column names was found.",
            place=source if header_row is None else f"{source}, row {header_row}",
            next_step="Add a first row that names the columns.",
        )
    if header and header_row is None:
        notes.append(f"The column names were found in row {header + 1}.")
    names, name_notes, twins = _names(cells[header])
    unnamed = [name for name, cell in zip(names, cells[header], strict=True) if not cell.strip()]
    frame, rows = _frame(cells, header, names, source, unnamed)
    if kind != "workbook":
        _refuse_unnamed_end(frame, rows, names, unnamed, source)
    return Sheet(source, frame, rows, header + 1, [*notes, *name_notes], since_1904, twins)


def _header_index(cells: list[Row]) -> int:
    """Return the first early row that holds words only and is nearly as full as any of them."""
    early = cells[:_SEARCHED_ROWS]
    filled = [sum(1 for cell in row if cell.strip()) for row in early]
    wordy = [i for i, row in enumerate(early) if filled[i] and not any(map(_is_value, row))]
    if not wordy:
        return next((i for i, count in enumerate(filled) if count), -1)
    fullest = max(filled[i] for i in wordy)
    return next(i for i in wordy if filled[i] >= _NEARLY * fullest)


def _is_value(cell: str) -> bool:
    cell = cell.strip()
    return bool(_VALUE.fullmatch(cell) or _ISO.match(cell))


class _Names(NamedTuple):
    """Unique column names, notes on those that had to be made up, and names that stand twice."""

    names: list[str]
    notes: list[str]
    twins: frozenset[str]


def _names(header: Row) -> _Names:
    names: list[str] = []
    notes = []
    twins = set()
    for position, cell in enumerate(header):
        name = " ".join(cell.split())
        if not name:
            name = f"column {cell_name(0, position)[:-1]}"
        elif name in names:
            repeated, name = name, _next_free(name, names)
            twins.add(repeated)
            notes.append(f"Two columns are called '{repeated}'; the later one is read as '{name}'.")
        names.append(name)
    return _Names(names, notes, frozenset(twins))


def _next_free(name: str, names: list[str]) -> str:
    number = 2
    while f"{name} ({number})" in names:
        number += 1
    return f"{name} ({number})"


def _frame(
    cells: list[Row], header: int, names: list[str], source: str, unnamed: list[str]
) -> tuple[pd.DataFrame, np.ndarray]:
    width = len(names)
    records, rows = [], []
    for number, row in enumerate(cells[header + 1 :], start=header + 2):
        if len(row) != width:
            row = _fitted(row, width, f"{source}, row {number}")
        if any(row):
            records.append(row)
            rows.append(number)
    columns = list(zip(*records, strict=True)) if records else [()] * width
    frame = pd.DataFrame(
        {name: _column(values) for name, values in zip(names, columns, strict=True)}
    )
    frame = frame.drop(columns=[n for n in unnamed if not (frame[n] != "").any()])
    filled = (frame != "").any(axis=1).to_numpy(dtype=bool)
    return frame[filled].reset_index(drop=True), np.array(rows, dtype=np.int64)[filled]


def _refuse_unnamed_end(
    frame: pd.DataFrame, rows: np.ndarray, names: list[str], unnamed: list[str], source: str
) -> None:
    """Raise ``BadInput`` where the last columns have no name and something stands in them.

    A comma that parts thousands moves every cell behind it one to the right.
    """
    last = max((at for at, name in enumerate(names) if name not in unnamed), default=-1)
    for name in names[last + 1 :]:
        if name in frame:
            at = int((frame[name] != "").to_numpy().argmax())
            raise BadInput(
                f"'{frame[name].iloc[at]}' is after the last column that has a name.",
                place=f"{source}, row {rows[at]}",
                next_step="Name the column, or look for a comma that is not in quotation marks.",
            )


def _column(values: Row) -> pd.Series:
    series = pd.Series(pd.array(pa.array(values, type=pa.string()), dtype="str"))
    series = series.str.strip()
    wrapped = series.str.startswith('="') & series.str.endswith('"')  # Excel's ="00123"
    return series.where(~wrapped, series.str[2:-1]) if wrapped.any() else series


def _fitted(row: Row, width: int, place: str) -> Row:
    if len(row) < width:
        return row + ("",) * (width - len(row))
    if not any(cell.strip() for cell in row[width:]):
        return row[:width]
    raise BadInput(
        f"the row has {len(row)} cells where the header has {width}.",
        place=place,
        next_step="Look for a comma inside a text that is not in quotation marks.",
    )
