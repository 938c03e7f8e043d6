"""Sheets: a cover, contents, notes and one table a sheet; numbers are numbers, words are words."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile

import pytest
from odfdo import Document as OdfDocument
from python_calamine import CalamineWorkbook
from tests.unit.publication.town import town

from beatwise.publication.formats.document import Column, Table
from beatwise.publication.formats.formula_quote import quote
from beatwise.publication.formats.ods import MIME, ods
from beatwise.publication.formats.workbook import Workbook, workbook
from beatwise.publication.formats.xlsx import xlsx
from beatwise.publication.town.opendata import table_csv
from beatwise.publication.town.report import report


EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&\"'", "")
TABLE = Table(
    "words",
    "Words that look like formulas",
    (Column("Word"), Column("Count", True), Column("Share (%)", True, 1)),
    (*((word, i, i / 3) for i, word in enumerate(EVIL)), ("gap", None, None)),
    note="Shorthand explained.",
)


@pytest.fixture(scope="module")
def book() -> Workbook:
    """The workbook of a report and one awkward table."""
    made = report(town())
    return workbook(made, (*made.tables(), TABLE))


def test_layout(book: Workbook) -> None:
    """Cover, contents and notes come first; every other sheet has one table and a short name."""
    names = [sheet.name for sheet in book.sheets]
    assert names[:3] == ["Cover", "Contents", "Notes"]
    assert len(names) == len(set(names))
    assert all(len(name) <= 31 for name in names)
    assert len(book.sheets[1].rows) == len(names) - 3


def test_ods_opens(book: Workbook) -> None:
    """Two readers, odfdo and calamine, read the sheets back, with numbers as numbers."""
    made = ods(book)
    held = OdfDocument(io.BytesIO(made))
    assert held.get_type() == "spreadsheet"
    assert [t.name for t in held.body.tables] == [sheet.name for sheet in book.sheets]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(len(book.sheets) - 1)
    values = rows.to_python()
    assert values[2] == ["Word", "Count", "Share (%)"]
    assert values[4][1:] == [1.0, pytest.approx(1 / 3)]
    assert values[-1] == ["gap", "no data", "no data"]


def test_ods_is_sound(book: Workbook) -> None:
    """The media type stands first and unpacked, every part is XML, and no cell is a formula."""
    made = ods(book)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.read("mimetype").decode() == MIME
        for name in packed.namelist()[1:]:
            ET.fromstring(packed.read(name))
        assert b"table:formula" not in packed.read("content.xml")
    assert ods(book) == made


def test_xlsx_has_no_formulas(book: Workbook) -> None:
    """XLSX holds the same sheets, with words that look like formulas as words."""
    made = xlsx(book)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            assert b"<f>" not in packed.read(name)
    read = CalamineWorkbook.from_filelike(io.BytesIO(made))
    assert read.sheet_names == [sheet.name for sheet in book.sheets]
    assert read.get_sheet_by_index(len(book.sheets) - 1).to_python()[3][0] == "=1+1"
    assert xlsx(book) == made


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cells_are_safe(words: str) -> None:
    """A cell that a spreadsheet would run is quoted; other words and numbers are left alone."""
    assert quote(words) == "'" + words
    assert quote("Market Place") == "Market Place"


def test_csv() -> None:
    """CSV has the headings, safe words, plain numbers, and nothing where there is no data."""
    lines = table_csv(TABLE).split("\r\n")
    assert lines[0] == "Word,Count,Share (%)"
    assert lines[1] == "'=1+1,0,0.0"
    assert lines[8] == "gap,,"
