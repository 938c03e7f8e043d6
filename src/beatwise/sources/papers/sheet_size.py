"""How large the sheets of a workbook would be when they are laid out, told by their own XML.

A reader makes a rectangle as wide and as deep as the furthest cell: two cells can ask for
thousands of millions between them, and one that is repeated for as many as it says.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO
from xml.etree import ElementTree as ET

from beatwise.errors import BadInput
from beatwise.sources.damaged_archive import DAMAGED_ARCHIVE
from beatwise.sources.papers.archive_size import check_archive, check_unpacked
from beatwise.sources.papers.even_rows import check_size


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_OPENED = re.compile(rb"<(?:\w+:)?c[ />]")
_LONGEST = 16  # bytes of a cell's name with its quotes
_CONTENT = "content.xml"


def check_sheets(name: str, content: bytes) -> None:
    """Raise ``BadInput`` for a workbook that is damaged or whose sheets would be too large."""
    try:
        check_archive(name, content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                if _SHEET.fullmatch(part):
                    with archive.open(part) as stream:
                        check_size(name, _excel_cells(stream))
                elif part == _CONTENT:
                    with archive.open(part) as stream:
                        _open_cells(name, stream)
    except (ET.ParseError, *DAMAGED_ARCHIVE) as error:
        raise BadInput(
            f"the workbook is damaged ({error}).",
            place=name,
            next_step="Save it again as XLSX or CSV.",
        ) from error


def _excel_cells(stream: IO[bytes]) -> int:
    """Return the cells between the first row and column and the furthest that are named.

    Cells without a name follow one another: there are at least as many as are written.
    """
    width = depth = cells = 0
    before = b""
    while some := stream.read(1 << 20):
        for letters, digits in _CELL.findall(before + some):
            width, depth = max(width, _column(letters)), max(depth, int(digits))
        cells += len(_OPENED.findall(some))
        before = some[-_LONGEST:]
    return max(width * depth, cells)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _open_cells(name: str, stream: IO[bytes]) -> None:
    """Check each sheet down to its last row and column with anything in it.

    Elements go by their names without the prefix, as readers take them.
    """
    width = depth = rows = characters = 0
    for _, element in ET.iterparse(stream):
        kind = _plain(element.tag)
        if kind == "table":
            width = depth = rows = 0
        elif kind == "table-row":
            times = _number(element, "number-rows-repeated")
            rows += times
            own, long = _filled(element)
            characters += long * times
            if own:
                width, depth = max(width, own), rows
            check_size(name, width * depth)
            check_unpacked(name, characters)
            element.clear()


def _filled(row: ET.Element) -> tuple[int, int]:
    """Return the number of a row's last column with anything in it, and its characters."""
    column = last = characters = 0
    for cell in row:
        times = _number(cell, "number-columns-repeated")
        column += times
        long = sum(len(each.text or "") + len(each.tail or "") for each in cell.iter())
        long += sum(_number(each, "c") for each in cell.iter() if _plain(each.tag) == "s")
        characters += long * times
        if long or any(_plain(attribute) == "value" for attribute in cell.attrib):
            last = column
    return last, characters


def _number(element: ET.Element, name: str) -> int:
    texts = (text for key, text in element.attrib.items() if _plain(key) == name)
    text = next(texts, "1")
    return int(text) if text.isdecimal() else 1


def _plain(name: str) -> str:
    return name.rpartition("}")[2]
