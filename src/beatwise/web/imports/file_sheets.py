"""Lay out the sheets of a list that someone uploads: measured first, and nothing in it is run."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from beatwise.cell_text.formula_quote import unquote
from beatwise.cell_text.mixed_encodings import mixed_lines
from beatwise.errors import BadInput
from beatwise.sources.workbook_marks import marked, marks_of
from beatwise.web.imports import file_types, unzip


if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 300_000
LOOKED_AT = 20
_LISTS = frozenset(file_types.media(ending) for ending in ("csv", "txt", "ods", "xlsx"))
WINDOWS_TEXT = (
    "The file is not UTF-8 and was read as Windows-1252: check names with accents and pound signs."
)


class Sheet(NamedTuple):
    """A sheet as it is laid out: its name, empty for a plain file, and its rows of cells.

    ``notes`` say how it was read; ``hidden`` whether the workbook hides it.
    """

    name: str
    rows: Sequence[Sequence[object]]
    notes: tuple[str, ...] = ()
    hidden: bool = False


def sheets_of(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a file's sheets; its bytes say its kind, and it is measured before it is laid out."""
    kind = file_types.kind(name, content)
    if kind not in _LISTS:
        raise BadInput(
            "the file is not a list.", place=name, next_step="Give CSV, OpenDocument or Excel."
        )
    if kind.startswith("text/"):
        yield from _csv(name, content)
        return
    archive = unzip.unpacked(
        name, content, rows=MOST_ROWS + LOOKED_AT, columns=MOST_COLUMNS, cells=MOST_CELLS
    )
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive))
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                hidden = meta.visible != SheetVisibleEnum.Visible
                yield _sheet(book.get_sheet_by_name(meta.name), archive, hidden)
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(
            f"the workbook cannot be read: {error}.",
            place=name,
            next_step="Save it again as OpenDocument, Excel or CSV.",
        ) from None


def _sheet(table: CalamineSheet, archive: bytes, hidden: bool) -> Sheet:
    """Return a sheet with its cells as they are meant, and its rows from the first row down."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        marks = marks_of(parts, table.name)
    start = table.start or (0, 0)
    rows = marked(table.to_python(skip_empty_area=True), marks, start)
    notes = []
    if marks.hidden:
        numbers = ", ".join(str(row + 1) for row in marks.hidden[:10])
        notes.append(f"Rows that the sheet '{table.name}' hides were read too: {numbers}.")
    return Sheet(table.name, [*([()] * start[0]), *rows], tuple(notes), hidden)


def _csv(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a plain file's rows, divided by commas or, where its first line has them, by tabs."""
    if not file_types.is_unicode(content) and (mixed := mixed_lines(content.splitlines())):
        raise BadInput(
            f"line {mixed.unicode} is UTF-8 and line {mixed.other} is not.",
            place=name,
            next_step="Save the whole file as CSV UTF-8, and check names with accents.",
        )
    words = file_types.plain(content)
    first = words.partition("\n")[0]
    notes = () if file_types.is_unicode(content) else (WINDOWS_TEXT,)
    yield Sheet("", _split_rows(name, words, ","), notes)
    if "\t" in first:
        yield Sheet("", _split_rows(name, words, "\t"), notes)
    if first.count(";") > first.count(","):
        raise BadInput(
            "its columns are divided by semicolons, and such a file may write 1,5 for 1.5.",
            place=name,
            next_step="Save it as OpenDocument or Excel, or as CSV divided by commas.",
        )


def _split_rows(name: str, words: str, mark: str) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = []
    cells = 0
    reader = csv.reader(io.StringIO(words, newline=""), strict=True, delimiter=mark)
    try:
        for row in reader:
            cells += len(row)
            if len(rows) > MOST_ROWS + LOOKED_AT or cells > MOST_CELLS:
                raise BadInput(
                    f"the file has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells.",
                    place=name,
                    next_step="Divide it.",
                )
            rows.append([unquote(cell) for cell in row])
    except csv.Error as error:
        raise BadInput(
            f"the file is not whole CSV: {error}.",
            place=f"{name}, line {reader.line_num}",
            next_step="Look for a quotation mark that is never closed, or save it again as CSV.",
        ) from None
    return rows
