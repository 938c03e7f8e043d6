"""Lay out the sheets of a workbook in memory, measured first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from beatwise.errors import BadInput
from beatwise.sources.workbook_marks import marked, marks_of
from beatwise.web.imports import unzip


if TYPE_CHECKING:
    from python_calamine import CalamineSheet


class Sheet(NamedTuple):
    """A sheet as it is laid out: its name, empty for a plain file, and its rows of cells.

    ``notes`` say how it was read; ``hidden`` whether the workbook hides it.
    """

    name: str
    rows: Sequence[Sequence[object]]
    notes: tuple[str, ...] = ()
    hidden: bool = False


def laid_out(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield a workbook's sheets, measured and laid out in this process."""
    archive = unzip.unpacked(name, content)
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
