"""The marks of an Excel sheet (Office Open XML)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from beatwise.sources.workbook_marks.cell_marks import Cell, Marks, Range


_NEEDS_READING = re.compile(rb"""<(?:\w+:)?f\b|\st=["']e["']|hidden=["'](?:1|true)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*?\bref=["']([A-Z0-9:$]+)["']""")
_NOT_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BUILT_IN_PERCENT = {"9", "10"}


class _Cell(NamedTuple):
    place: Cell
    element: ET.Element


def sheet_member(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the part that holds a sheet; empty when there is none."""
    wanted = ""
    for element in ET.fromstring(archive.read("xl/workbook.xml")).iter():
        if _local(element) == "sheet" and element.get("name") == sheet:
            wanted = next((v for k, v in element.items() if k.endswith("}id")), "")
    try:
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return ""
    for relation in relations:
        if wanted and relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def excel_marks(archive: zipfile.ZipFile, member: str) -> Marks:
    """Return the marks of the sheet in one part of a workbook."""
    content = archive.read(member)
    merged = tuple(filter(None, map(_range, _MERGED.findall(content))))
    styles = _percent_styles(archive)
    if not styles and not _NEEDS_READING.search(content):
        return Marks(merged=merged)
    never_computed = _never_computed(archive)
    percent: set[Cell] = set()
    unstored: list[Cell] = []
    errors: dict[Cell, str] = {}
    hidden: list[int] = []
    for place, cell in _cells(content, hidden):
        value = (_child_text(cell, "v") or "").strip()
        if cell.get("t") == "e":
            errors[place] = value
        elif _is_unstored(cell, value, never_computed):
            unstored.append(place)
        if cell.get("s") in styles and cell.get("t", "n") == "n":
            percent.add(place)
    return Marks(frozenset(percent), tuple(unstored), errors, merged, tuple(hidden))


def _cells(content: bytes, hidden: list[int]) -> Iterator[_Cell]:
    """Yield each cell with its place, and note the hidden rows on the way."""
    row, column = -1, -1
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):
        kind = _local(element)
        if kind == "row" and event == "start":
            number = element.get("r", "")
            row, column = int(number) - 1 if number.isdecimal() else row + 1, -1
            if element.get("hidden") in ("1", "true"):
                hidden.append(row)
        elif kind == "c" and event == "end":
            place = _place(element.get("r", ""))
            row, column = place or (row, column + 1)
            yield _Cell((row, column), element)
        elif kind == "row":
            element.clear()


def _is_unstored(cell: ET.Element, value: str, never_computed: bool) -> bool:
    """Whether a cell is a formula without its value; it may truly give an empty text."""
    is_formula = any(_local(part) == "f" for part in cell)
    lacks_value = (not value and cell.get("t") != "str") or (value == "0" and never_computed)
    return is_formula and lacks_value


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """Return the numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    root = ET.fromstring(archive.read("xl/styles.xml"))
    formats = {
        e.get("numFmtId", "") for e in root.iter()
        if _local(e) == "numFmt" and "%" in _NOT_A_FORMAT.sub("", e.get("formatCode", ""))
    } | _BUILT_IN_PERCENT  # fmt: skip
    lists = [e for e in root.iter() if _local(e) == "cellXfs"]
    return {
        str(number)
        for each in lists
        for number, style in enumerate(each)
        if style.get("numFmtId") in formats
    }


def _never_computed(archive: zipfile.ZipFile) -> bool:
    """Whether a program wrote the workbook and left its formulas to be worked out on opening.

    Such programs store 0 for every formula.
    """
    root = ET.fromstring(archive.read("xl/workbook.xml"))
    values = (e.get("fullCalcOnLoad") for e in root.iter() if _local(e) == "calcPr")
    return any(value in ("1", "true") for value in values)


def _child_text(cell: ET.Element, name: str) -> str | None:
    return next((part.text for part in cell if _local(part) == name), None)


def _range(reference: bytes) -> Range | None:
    first, _, last = reference.decode().replace("$", "").partition(":")
    start, end = _place(first), _place(last or first)
    return (start, end) if start and end else None


def _place(reference: str) -> Cell | None:
    match = re.fullmatch(r"([A-Z]+)(\d+)", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]
