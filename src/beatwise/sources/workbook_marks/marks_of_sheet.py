"""Read the marks of one sheet from an Excel or OpenDocument workbook's own XML."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree as ET

from beatwise.sources.workbook_marks.cell_marks import Marks
from beatwise.sources.workbook_marks.excel_marks import excel_marks, sheet_member
from beatwise.sources.workbook_marks.open_marks import open_marks


_OPEN_1904 = re.compile(rb"""null-date\b[^<>]*date-value=["']1904-01-0[12]""")


def marks_of(archive: zipfile.ZipFile, sheet: str) -> Marks:
    """Return the marks of a sheet; none for a kind of workbook that has no XML of this kind."""
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        member = sheet_member(archive, sheet)
        return excel_marks(archive, member) if member in names else Marks()
    if "content.xml" in names:
        return open_marks(archive, sheet)
    return Marks()


def since_1904(archive: zipfile.ZipFile) -> bool:
    """Whether a workbook counts its days from 1904, as early Macintoshes did."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        return "content.xml" in names and bool(_OPEN_1904.search(archive.read("content.xml")))
    for element in ET.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "workbookPr":
            return bool(re.fullmatch("1|true|on", element.get("date1904", "0")))
    return False
