"""How large the sheets of a workbook would be when they are laid out, told by their own parts.

A reader makes a rectangle as wide and as deep as the furthest cell with anything in it: two cells
can ask for thousands of millions between them, and one that is repeated for as many as it says.
Cells that have a format and nothing else ask for none.
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
_BINARY = re.compile(r"xl/worksheets/[^/]+\.bin")
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_HOLDS = frozenset(("v", "is", "f"))  # what a cell with anything in it has
_ROW, _CELLS = 0, range(2, 12)  # kinds of records of a binary sheet ([MS-XLSB] 2.3); 1 is blank
_CONTENT = "content.xml"


def check_sheets(name: str, content: bytes) -> None:
    """Raise ``BadInput`` for a workbook that is damaged or whose sheets would be too large."""
    try:
        check_archive(name, content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                if _SHEET.fullmatch(part):
                    with archive.open(part) as stream:
                        _check_excel(name, stream)
                elif _BINARY.fullmatch(part):
                    _check_binary(name, archive.read(part))
                elif part == _CONTENT:
                    with archive.open(part) as stream:
                        _open_cells(name, stream)
    except (ET.ParseError, *DAMAGED_ARCHIVE) as error:
        raise BadInput(
            f"the workbook is damaged ({error}).",
            place=name,
            next_step="Save it again as XLSX or CSV.",
        ) from error


def _check_excel(name: str, stream: IO[bytes]) -> None:
    """Check a sheet of XLSX; a row or a cell without a name follows the one before."""
    width = depth = row = column = 0
    holder = ET.Element("")  # of the rows and cells that were read, which are let go
    for event, element in ET.iterparse(stream, ("start", "end")):
        kind = _plain(element.tag)
        if event == "start" and kind in ("sheetData", "row"):
            number = element.get("r", "")
            row, column = int(number) if number.isdecimal() else row + (kind == "row"), 0
            holder = element if kind == "sheetData" else holder
        elif event == "start" and kind == "c":
            column += 1
            if place := _CELL.fullmatch(element.get("r", "")):
                column, row = _column(place[1]), int(place[2])
        elif event == "end" and kind == "c":
            if any(_plain(part.tag) in _HOLDS for part in element):
                width, depth = max(width, column), max(depth, row, 1)
                check_size(name, width * depth)
            element.clear()
        elif event == "end" and kind == "row":
            holder.clear()


def _check_binary(name: str, content: bytes) -> None:
    """Check a sheet of XLSB: records of a kind, a length, and the number of a row or column."""
    width = depth = row = at = 0
    while at < len(content):
        kind, at = _seven_bits(content, at)
        length, at = _seven_bits(content, at)
        number = int.from_bytes(content[at : at + 4], "little")
        if kind == _ROW:
            row = number
        elif kind in _CELLS:
            width, depth = max(width, number + 1), max(depth, row + 1)
            check_size(name, width * depth)
        at += length


def _seven_bits(content: bytes, at: int) -> tuple[int, int]:
    """Return a number of which each byte holds seven bits, the lowest first, and what follows."""
    number = shift = 0
    for byte in content[at : at + 4]:
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return number, at


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
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
