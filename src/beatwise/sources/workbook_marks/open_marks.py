"""The marks of an OpenDocument sheet."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree as ET

from beatwise.sources.workbook_marks.cell_marks import Cell, Marks, Range


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NEEDS_READING = re.compile(rb"table:formula|percentage|-spanned=|visibility=")
_CONTENT, _LONGEST_WORD = "content.xml", 32
_FURTHEST = 1_048_576


def open_marks(archive: zipfile.ZipFile, sheet: str) -> Marks:
    """Return the marks of one sheet of a workbook, whose rows are read one after the other."""
    with archive.open(_CONTENT) as stream:
        if not _needs_reading(stream):
            return Marks()
    marks = _Collected()
    with archive.open(_CONTENT) as stream:
        for row in _rows(stream, sheet):
            marks.read(row)
    return Marks(
        frozenset(marks.percent),
        tuple(marks.unstored),
        marks.errors,
        tuple(marks.merged),
        tuple(marks.hidden),
    )


def _needs_reading(stream: IO[bytes]) -> bool:
    """Whether anything in the part can be a mark."""
    before = b""
    while some := stream.read(1 << 20):
        if _NEEDS_READING.search(before + some):
            return True
        before = some[-_LONGEST_WORD:]
    return False


def _rows(stream: IO[bytes], sheet: str) -> Iterator[ET.Element]:
    """Yield the rows of the sheet; each is emptied once it was looked at."""
    here = False
    for event, element in ET.iterparse(stream, ("start", "end")):
        if element.tag == f"{_TABLE}table":
            here = event == "start" and element.get(f"{_TABLE}name") == sheet
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            if here:
                yield element
            element.clear()


class _Collected:
    """The marks of a table, collected row by row."""

    def __init__(self) -> None:
        self.percent: set[Cell] = set()
        self.unstored: list[Cell] = []
        self.errors: dict[Cell, str] = {}
        self.merged: list[Range] = []
        self.hidden: list[int] = []
        self._at = 0

    def read(self, row: ET.Element) -> None:
        """Go through the next row of the table."""
        at, times = self._at, _whole(row, "number-rows-repeated")
        has_cells = self._row(row, at, times)
        if row.get(f"{_TABLE}visibility") in ("collapse", "filter") and has_cells:
            self.hidden += range(at, at + min(times, 1000))
        self._at += times

    def _row(self, row: ET.Element, at: int, times: int) -> bool:
        column, filled = 0, False
        for cell in row:
            if cell.tag.rpartition("}")[2] not in ("table-cell", "covered-table-cell"):
                continue
            repeated = _whole(cell, "number-columns-repeated")
            kind = cell.get(f"{_OFFICE}value-type")
            filled = filled or kind is not None
            if kind == "percentage":
                places = range(column, column + min(repeated, 1000))
                lines = range(at, at + min(times, 1000))
                self.percent.update((line, place) for line in lines for place in places)
            self._formula(cell, (at, column), kind)
            self._span(cell, (at, column))
            column += repeated
        return filled

    def _formula(self, cell: ET.Element, at: Cell, kind: str | None) -> None:
        if cell.get(f"{_TABLE}formula") is None:
            return
        text = "".join(part for p in cell.iter(f"{_TEXT}p") for part in p.itertext())
        if text.startswith(("#", "Err:")):
            self.errors[at] = text
        elif kind is None and not text:
            self.unstored.append(at)

    def _span(self, cell: ET.Element, at: Cell) -> None:
        down, across = _whole(cell, "number-rows-spanned"), _whole(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            self.merged.append((at, (at[0] + down - 1, at[1] + across - 1)))


def _whole(element: ET.Element, name: str) -> int:
    words = element.get(f"{_TABLE}{name}", "1")
    return min(int(words), _FURTHEST) if words.isdecimal() else 1
