"""Find the cells whose value the file does not hold: formulas never computed, and errors."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from beatwise.errors import BadInput


Cell = tuple[int, int]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def troubled_cells(path: Path, sheet: str) -> dict[Cell, str]:
    """Return the cells that hold a spreadsheet error, as its text: ``#REF!``.

    Raises ``BadInput`` naming the first formula that has no stored value: a reader cannot know
    what it would show. Rows and columns count from zero.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        formulas = (
            _excel(archive, sheet)
            if "xl/workbook.xml" in archive.namelist()
            else _opendocument(archive, sheet)
        )
        cells = list(formulas)
    empty = [cell for cell, text in cells if not text]
    if empty:
        raise BadInput(
            f"{len(empty)} formula{'s have' if len(empty) > 1 else ' has'} no stored value; "
            f"the first is in cell {cell_name(*empty[0])}.",
            place=f"{path.name}, sheet '{sheet}', row {empty[0][0] + 1}",
            next_step="Open the workbook in a spreadsheet program, let it calculate, and save; "
            "or paste the values over the formulas.",
        )
    return dict(cells)


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: row 1, column 27 (from zero) is ``AB2``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _excel(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Cell, str]]:
    member = _excel_member(archive, sheet)
    if member is None:
        return
    content = archive.read(member)
    if b"<f" not in content and b't="e"' not in content:
        return
    for cell in ET.fromstring(content).iter(f"{_MAIN}c"):
        value = (cell.findtext(f"{_MAIN}v") or "").strip()
        formula = cell.find(f"{_MAIN}f") is not None
        text_result = cell.get("t") == "str"  # a formula may truly give an empty text
        if cell.get("t") == "e" or (formula and not value and not text_result):
            yield _position(cell.get("r", "A1")), value


def _excel_member(archive: zipfile.ZipFile, sheet: str) -> str | None:
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    wanted = [s.get(_RELATION) for s in book.iter(f"{_MAIN}sheet") if s.get("name") == sheet]
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    for relation in relations:
        if wanted and relation.get("Id") == wanted[0]:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _position(reference: str) -> Cell:
    match = re.fullmatch(r"([A-Z]+)(\d+)", reference)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _opendocument(archive: zipfile.ZipFile, sheet: str) -> Iterator[tuple[Cell, str]]:
    content = archive.read("content.xml")
    if b"table:formula" not in content:
        return
    for table in ET.fromstring(content).iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") != sheet:
            continue
        at = 0
        for row in table.iter(f"{_TABLE}table-row"):
            yield from _opendocument_row(row, at)
            at += int(row.get(f"{_TABLE}number-rows-repeated", 1))


def _opendocument_row(row: ET.Element, at: int) -> Iterator[tuple[Cell, str]]:
    column = 0
    for cell in row:
        if cell.get(f"{_TABLE}formula") is not None:
            text = "".join(part for p in cell.iter(f"{_TEXT}p") for part in p.itertext())
            kind = cell.get(f"{_OFFICE}value-type")
            if (kind is None and not text) or text.startswith(("#", "Err:")):
                yield (at, column), text
        column += int(cell.get(f"{_TABLE}number-columns-repeated", 1))
