"""OpenDocument sheets: numbers are numbers, words are words."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from odfdo import Document as OdfDocument
from python_calamine import CalamineWorkbook
from tests.unit.publication.formats.worlds import ALIGNED, book

from beatwise.publication.formats.ods import MIME, ods
from beatwise.publication.formats.workbook import Workbook


def test_ods_opens() -> None:
    """Two readers, odfdo and calamine, read the sheets back, with numbers as numbers."""
    made = ods(book())
    held = OdfDocument(io.BytesIO(made))
    assert held.get_type() == "spreadsheet"
    assert [t.name for t in held.body.tables] == [sheet.name for sheet in book().sheets]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(
        len(book().sheets) - 1
    )
    values = rows.to_python()
    assert values[2] == ["Word", "Count", "Share (%)"]
    assert values[4][1:] == [1.0, pytest.approx(1 / 3)]
    assert values[-1] == ["gap", "no data", "no data"]


def test_ods_is_sound() -> None:
    """The media type stands first and unpacked, every part is XML, and no cell is a formula."""
    made = ods(book())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.read("mimetype").decode() == MIME
        for name in packed.namelist()[1:]:
            ET.fromstring(packed.read(name))
        assert b"table:formula" not in packed.read("content.xml")
    assert ods(book()) == made


def test_words_stand_where_the_values_of_their_column_do() -> None:
    """Pounds and what is missing are to the right in a column of numbers, and nowhere else."""
    with zipfile.ZipFile(io.BytesIO(ods(Workbook("W", (ALIGNED,))))) as packed:
        content = packed.read("content.xml").decode()
    right = re.findall(r'table:style-name="right"><text:p>([^<]*)', content)
    assert right == ["£3", "no data"]
