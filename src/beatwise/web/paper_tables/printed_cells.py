"""Cells of any file as text, as they were printed, under headings in lower case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from beatwise.accountability.row_reader import Row
from beatwise.accountability.tables.layout import Layout
from beatwise.cell_text import heading_key
from beatwise.cell_text.day_order import DateDoubt, DayOrder
from beatwise.cell_text.printed_text import printed_row
from beatwise.errors import BadInput
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.models import Batch


Numbered = tuple[tuple[int, Row], ...]


class PrintedCells(NamedTuple):
    """A table's rows with their numbers in the file, how it was read, and doubts about dates."""

    rows: Numbered
    notes: tuple[str, ...]
    doubts: tuple[DateDoubt, ...]


def read(
    name: str, content: bytes, layouts: Iterable[Layout], dates: DayOrder = DayOrder.UNKNOWN
) -> PrintedCells:
    """Return the rows of the table that one of the layouts reads.

    Raises ``BadInput`` when no table of the file has the headings of any of them.
    """
    most_columns_first = sorted(layouts, key=lambda layout: -len(layout.headings))
    book = read_file.Book(name, content, dates)
    fault = None
    try:
        lines = book.read(())
    except BadInput as error:  # the first row may be a title, and its table further down
        lines, fault = read_file.Lines(()), error
    here = {heading for each in lines[:1] for heading in each.cells}
    if not any(_reads(layout, here) for layout in most_columns_first if layout.headings):
        lines = _further_down(book, most_columns_first) or lines
    if not lines:
        raise fault or BadInput("the file has no rows.", place=name, next_step="Choose another.")
    rows = ((each.row, printed_row(each.cells)) for each in lines)
    return PrintedCells(tuple(rows), lines.notes, lines.doubts)


def of(batch: Batch, layout: Layout) -> PrintedCells:
    """Return the cells of a kept table, its dates read as was said of them."""
    content = bytes(batch.content.data)
    return read(batch.name, content, [layout], batches.day_order(batch))


def _reads(layout: Layout, headings: set[str]) -> bool:
    return set(map(heading_key, layout.headings)) <= headings


def _further_down(book: read_file.Book, layouts: list[Layout]) -> read_file.Lines:
    """Return the table of a workbook, or below a title, that has a layout's headings."""
    for layout in layouts:
        if layout.headings:
            try:
                return book.read(layout.headings)
            except BadInput:
                continue
    if len(layouts) == 1 and layouts[0].headings:
        return book.read(layouts[0].headings)
    return read_file.Lines(())
