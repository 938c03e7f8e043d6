"""What a workbook says of its cells is read from Excel and OpenDocument alike."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from beatwise.sources.workbook_marks import Marks, marked, marks_of, since_1904
from beatwise.sources.workbook_marks.cell_marks import COVERED, NO_VALUE, percent_text


NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def excel(fill, **options: object) -> bytes:
    """Return a workbook of one sheet, ``S``, that ``fill`` fills."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        fill(book, book.add_worksheet("S"))
    return out.getvalue()


def open_document(rows: str) -> bytes:
    """Return an OpenDocument workbook of one sheet, ``S``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "content.xml",
            f'<office:document-content {NAMES}><table:table table:name="S">{rows}</table:table>'
            "</office:document-content>",
        )
    return out.getvalue()


def marks(content: bytes) -> Marks:
    """Return the marks of the sheet ``S``."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return marks_of(archive, "S")


@pytest.mark.parametrize(("form", "shows"), [
    ("0.0%", True), ("0%", True), ('0.0"%"', False), ("0.00", False), ("General", False),
    ("#,##0.0 %;-#,##0.0 %", True),
])  # fmt: skip
def test_a_percentage_is_told_by_its_cells_format(form: str, shows: bool) -> None:
    """A per cent sign in quotation marks is a word and multiplies nothing."""
    content = excel(lambda book, s: s.write(1, 1, 0.125, book.add_format({"num_format": form})))
    assert ((1, 1) in marks(content).percent) is shows


def test_merged_and_hidden_and_errors_are_told() -> None:
    """Of an Excel sheet, by row and column from zero."""

    def fill(book, sheet) -> None:
        sheet.merge_range("A2:A3", "Pelbrook")
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.write(4, 0, 1)
        sheet.write_formula("B2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B3", "=SUM(C1:C9)")
        sheet.write_formula("B4", "=2+3", None, 5)

    found = marks(excel(fill))
    assert found.merged == (((1, 0), (2, 0)),)
    assert found.hidden == (4,)
    assert found.errors == {(1, 1): "#DIV/0!"}
    assert found.unstored == ((2, 1),)  # 0, and the workbook asks to be computed


def test_opendocument_says_the_same() -> None:
    """Percentages, spans, hidden rows and formulas, with repeated cells counted."""
    found = marks(open_document(
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.125"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"/>'
        '<table:table-row table:visibility="collapse"><table:table-cell office:value-type="string" '
        'table:number-rows-spanned="2"/><table:table-cell table:formula="of:=1"/></table:table-row>'
    ))  # fmt: skip
    assert found.percent == {(0, 2)}
    assert found.merged == (((3, 0), (4, 0)),)
    assert found.hidden == (3,)
    assert found.unstored == ((3, 1),)


@pytest.mark.parametrize("on", [True, False])
def test_the_calendar_is_the_workbooks(on: bool) -> None:
    """Early Macintoshes counted from 1904."""
    content = excel(lambda book, sheet: sheet.write(0, 0, 1), date_1904=on)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert since_1904(archive) is on


def test_cells_are_given_as_they_are_meant() -> None:
    """A percentage is its text, a merged label holds for its rows, a merged number for none."""
    rows = [["town", "share"], ["Pelbrook", 0.07], ["", 0.125], ["x", 5], ["y", ""], ["z", 0]]
    found = marked(rows, Marks(
        percent=frozenset({(1, 1), (2, 1)}), unstored=((5, 1),),
        merged=(((1, 0), (2, 0)), ((3, 1), (4, 1))),
    ))  # fmt: skip
    assert found == [
        ["town", "share"], ["Pelbrook", "7%"], ["Pelbrook", "12.5%"], ["x", 5], ["y", COVERED],
        ["z", NO_VALUE],
    ]  # fmt: skip


def test_marks_follow_cells_that_begin_further_in() -> None:
    """Where empty rows and columns before the first cell are left out."""
    assert marked([[0.5]], Marks(percent=frozenset({(3, 2)})), (3, 2)) == [["50%"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.07, "7%"), (0.125, "12.5%"), (1, "100%"), (-0.29, "-29%"), (0.123456789, "12.3456789%")],
)
def test_a_percentage_has_all_its_digits(value: float, text: str) -> None:
    """And none that binary fractions add."""
    assert percent_text(value) == text
