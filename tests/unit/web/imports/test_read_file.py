"""Files are read by their headings; one that asks for much is refused before it is laid out."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from tests.unit.web.imports.hostile_workbooks import OPEN_HEAD, excel, open_document

from beatwise.cell_text.day_order import DayOrder
from beatwise.errors import BadInput
from beatwise.publication.formats.document import Column
from beatwise.web.bounds import file_limits
from beatwise.web.exports import writers
from beatwise.web.imports import read_file, unzip


def test_a_table_is_found_below_its_cover_and_notes():
    """An exported workbook is read as it is; rows are numbered as the sheet shows them."""
    columns = (Column("Name"), Column("Sum", number=True, decimals=2))
    listing = writers.Listing("x", "Title", columns, [("a", 1.5), (None, None), ("b", 2)])
    for form, content in (("ods", writers.as_ods(listing)), ("xlsx", writers.as_xlsx(listing))):
        rows = read_file.read(f"a.{form}", content, ["Name", "Sum"])
        assert [(r.row, r.cells["name"], r.cells["sum"]) for r in rows][0::2] == [
            (4, "a", 1.5), (6, "b", 2.0),
        ]  # fmt: skip


def test_a_file_without_the_columns_is_told_which_are_missing():
    """The error names the missing columns, and how to get a file that has them."""
    with pytest.raises(BadInput, match=r"no table with the column sum was found") as caught:
        read_file.read("a.csv", b"Name\r\nx\r\n", ["Name", "Sum"])
    assert "Export the list" in caught.value.next_step


@pytest.mark.parametrize("content", [b"PK\x03\x04rubbish", b"", b"\xff\xfe\x00"])
def test_a_workbook_that_cannot_be_read_is_an_error_with_a_next_step(content):
    """Broken files never fail otherwise."""
    with pytest.raises(BadInput):
        read_file.read("a.xlsx", content, ["Name"])


def test_too_many_rows_are_refused():
    """A file is capped in rows as well as in bytes."""
    many = b"Name\r\n" + b"x\r\n" * (file_limits.ON_A_PAGE.rows + 1)
    with pytest.raises(BadInput, match="20,000"):
        read_file.read("a.csv", many, ["Name"])


def test_a_sheet_that_names_a_file_outside_gets_nothing_of_it(tmp_path):
    """An entity of a sheet's XML that names another file is refused or stays empty."""
    outside = tmp_path / "outside.txt"
    outside.write_text("words from outside")
    listing = writers.Listing("x", "Title", (Column("Name"),), [("inside",)])
    doctype = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{outside.as_uri()}">]>'
    for form, content in (("ods", writers.as_ods(listing)), ("xlsx", writers.as_xlsx(listing))):
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as whole,
            zipfile.ZipFile(out, "w") as changed,
        ):
            for part in whole.namelist():
                words = whole.read(part)
                if part.endswith(".xml") and b"inside" in words:
                    head, mark, rest = words.partition(b"?>")
                    words = head + mark + doctype.encode() + rest.replace(b"inside", b"&e;")
                changed.writestr(part, words)
        try:
            rows = read_file.read(f"a.{form}", out.getvalue(), ["Name"])
        except BadInput:
            continue
        assert "words from outside" not in str(rows)


def test_empty_rows_and_columns_to_the_end_of_a_sheet_are_no_reason_to_refuse():
    """LibreOffice ends a sheet with a million empty rows, and Excel styles cells far away."""
    tail = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell '
        'table:style-name="a" table:number-columns-repeated="16384"/></table:table-row>'
    )
    value = (
        '<table:table-row><table:table-cell office:value-type="float" office:value="5"/>'
        '<table:table-cell table:number-columns-repeated="16383"/></table:table-row>'
    )
    rows = read_file.read("a.ods", open_document(OPEN_HEAD + value + tail), ["Name"])
    assert [line.cells["name"] for line in rows] == [5.0]
    styled = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    content = '<row r="1"><c r="A1" t="str"><v>Name</v></c></row><row r="2"><c><v>5</v></c></row>'
    rows = read_file.read("a.xlsx", excel(content + styled), ["Name"])
    assert [line.cells["name"] for line in rows] == [5.0]


def test_a_workbook_is_laid_out_once_however_often_a_table_is_looked_for(monkeypatch):
    """Twenty layouts ask one after the other; the file is unpacked for the first of them only."""
    unpacked, times = unzip.unpacked, []

    def counted(*arguments, **options):
        times.append(1)
        return unpacked(*arguments, **options)

    monkeypatch.setattr(unzip, "unpacked", counted)
    book = read_file.Book("a.ods", open_document(OPEN_HEAD + OPEN_HEAD))
    for heading in ("Sum", "Amount"):
        with pytest.raises(BadInput, match="no table"):
            book.read([heading])
    assert [line.cells for line in book.read(["Name"])] == [{"name": "Name"}]
    assert len(times) == 1


def test_an_error_of_a_spreadsheet_is_told_by_its_row_and_column():
    """``=1/0`` is never an empty cell: Excel, OpenDocument and CSV say what stands there."""
    cells = (
        '<row r="1"><c t="str"><v>Name</v></c></row><row r="2"><c t="e"><v>#DIV/0!</v></c></row>'
    )
    error = (
        '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell></table:table-row>"
    )
    for name, content in (
        ("a.xlsx", excel(cells)),
        ("a.ods", open_document(OPEN_HEAD + error)),
        ("a.csv", b"Name\r\n#DIV/0!\r\n"),
    ):
        faults = read_file.broken(read_file.read(name, content, ["Name"]))
        assert [(fault.row, fault.column) for fault in faults] == [(2, "name")]
        assert "#DIV/0!" in faults[0].words


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_plain_file_may_be_written_as_windows_writes_it(encoding, mark):
    """Excel on Windows writes £ and é in its own encoding, and its text in UTF-16 with tabs."""
    words = f"Name{mark}Note\r\nCafé{mark}£5\r\n"
    rows = read_file.read("a.csv", words.encode(encoding), ["Name", "Note"])
    assert rows[0].cells == {"name": "Café", "note": "£5"}


def test_a_file_divided_by_semicolons_is_told_how_to_be_saved():
    """A comma in it may be a decimal point, so that it is not guessed at."""
    with pytest.raises(BadInput, match="divided by semicolons") as caught:
        read_file.read("a.csv", b"Name;Note\r\nx;1,5\r\n", ["Name", "Note"])
    assert "commas" in caught.value.next_step


def test_what_is_no_list_is_told_what_an_import_takes():
    """A picture or a letter may be kept beside a record; it is not imported."""
    with pytest.raises(BadInput, match="not a list"):
        read_file.read("a.pdf", b"%PDF-1.7", ["Name"])


def book(fill, names=("S",)) -> bytes:
    """Return an Excel workbook whose sheets ``fill`` fills."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        fill(workbook, *(workbook.add_worksheet(name) for name in names))
    return out.getvalue()


def refused(content: bytes, name: str = "a.csv") -> BadInput:
    """Return the error by which a file with the columns town and n is refused."""
    with pytest.raises(BadInput) as caught:
        read_file.read(name, content, ["town", "n"])
    return caught.value


@pytest.mark.parametrize("content", [
    b"town,n\nPelbrook,1,234\n", b"town,n\nPelbrook,5\nVennaby,12,045\n", b"town,n,\na,1,x\n",
])  # fmt: skip
def test_a_row_with_more_cells_than_headings_is_refused(content):
    """A comma that parts thousands cuts a number in two, and nothing says so but the width."""
    error = refused(content)
    assert "stands under no heading" in error.message
    assert ", row " in error.place


def test_empty_cells_beyond_the_headings_are_no_matter():
    """Spreadsheets write commas to the end of the sheet."""
    rows = read_file.read("a.csv", b"town,n,,\nPelbrook,5,,\n,,,\n", ["town", "n"])
    assert [line.cells for line in rows] == [{"town": "Pelbrook", "n": "5"}]


@pytest.mark.parametrize("heads", ["town,n, N ", "town,n,\uff4e", "town,n,n\u200b", "Town,n,TOWN"])
def test_headings_that_are_alike_are_refused(heads):
    """Case, width and spaces do not make two columns of one."""
    error = refused(f"{heads}\nPelbrook,5,6\n".encode())
    assert "stands twice" in error.message


def test_a_percentage_is_the_same_from_a_workbook_and_from_text():
    """A cell that shows 12.5 % is not an eighth."""

    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["town", "n"])
        sheet.write_row(1, 0, ["a", 0.125], workbook.add_format({"num_format": "0.0%"}))

    assert read_file.read("a.xlsx", book(fill), ["town", "n"])[0].cells["n"] == "12.5%"


def test_a_merged_label_covers_its_rows_and_a_merged_number_is_refused():
    """Its second row is not the whole area; a merged figure is nobody's."""

    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["town", "n"])
        sheet.write_column(1, 1, [1, 2])
        sheet.merge_range("A2:A3", "Pelbrook")
        sheet.write(3, 0, "Vennaby")
        sheet.write(4, 0, "Otherton")
        sheet.merge_range("B4:B5", 7)

    rows = read_file.read("a.xlsx", book(fill), ["town", "n"])
    assert [line.cells["town"] for line in rows][:2] == ["Pelbrook", "Pelbrook"]
    assert [(fault.row, fault.column) for fault in read_file.broken(rows)] == [(5, "n")]


def test_a_formula_without_a_stored_value_is_no_empty_cell():
    """Programs that write workbooks leave the working out to a spreadsheet."""
    cells = (
        '<row r="1"><c r="A1" t="str"><v>Name</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f></c></row>'
    )
    faults = read_file.broken(read_file.read("a.xlsx", excel(cells), ["Name"]))
    assert [(fault.row, fault.column) for fault in faults] == [(2, "name")]


def test_hidden_rows_and_sheets_are_said():
    """What a person does not see in the sheet is read, and the preview says so."""

    def fill(workbook, first, second):
        for sheet in (first, second):
            sheet.write_row(0, 0, ["town", "n"])
            sheet.write_row(1, 0, ["a", 1])
        second.hide()
        first.set_row(1, None, None, {"hidden": True})

    rows = read_file.read("a.xlsx", book(fill, ("S", "Old")), ["town", "n"])
    assert rows.notes == (
        "Rows that the sheet 'S' hides were read too: 2.",
        "Hidden sheets with the same columns were left out: 'Old'.",
    )


def test_two_sheets_with_the_columns_are_not_chosen_between():
    """Nobody can know which of them is meant."""

    def fill(workbook, *sheets):
        for sheet in sheets:
            sheet.write_row(0, 0, ["town", "n"])
            sheet.write_row(1, 0, ["a", 1])

    error = refused(book(fill, ("May", "June")), "a.xlsx")
    assert "'May', 'June'" in error.message


def test_days_that_a_spreadsheet_turned_are_refused():
    """Dates of days up to 12 beside texts of days above: the dates are months first."""

    def fill(workbook, sheet):
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["town", "n"])
        sheet.write_datetime(1, 1, dt.datetime(2026, 5, 3), day)
        sheet.write_row(2, 0, ["b", "13/02/2026"])

    for name, content in (
        ("a.xlsx", book(fill)), ("a.csv", b"town,n\na,2026-05-03\nb,13/02/2026\n"),
    ):  # fmt: skip
        faults = read_file.broken(read_file.read(name, content, ["town", "n"]))
        assert [(fault.row, fault.column) for fault in faults] == [(3, "n")]
        assert "turned day and month" in faults[0].words


def test_a_column_of_days_that_could_be_month_first_is_said():
    """The preview writes one of them out, so that a person can see how it was read."""
    rows = read_file.read("a.csv", b"town,n\na,05/03/2026\n", ["town", "n"])
    assert "05/03/2026 as 5 March 2026" in rows.notes[0]


def test_dates_are_read_as_was_said():
    """The question is open until it is answered, and after that the column is read so."""
    content = b"town,n\na,05/03/2026\nb,06/04/2026 10:00\n"
    assert [doubt.column for doubt in read_file.read("a.csv", content, ["town"]).doubts] == ["n"]
    for order, cells in (
        (DayOrder.DAY_FIRST, ["05/03/2026", "06/04/2026 10:00"]),
        (DayOrder.MONTH_FIRST, ["03/05/2026", "04/06/2026 10:00"]),
    ):
        rows = read_file.read("a.csv", content, ["town"], order)
        assert [row.cells["n"] for row in rows] == cells
        assert rows.doubts == ()
        assert "as was said" in rows.notes[0]
    assert read_file.read("a.csv", content, ["town"], DayOrder.REFUSED).doubts


def test_text_that_is_not_utf8_is_said():
    """Names with accents are to be looked at."""
    rows = read_file.read("a.csv", "town,n\nMôn,1\n".encode("cp1252"), ["town", "n"])
    assert rows[0].cells["town"] == "Môn"
    assert "Windows-1252" in rows.notes[0]


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line():
    """Everything behind it would be one cell."""
    assert refused(b'town,n\n"Pelbrook,5\nVennaby,6\n').place == "a.csv, line 3"


@pytest.mark.parametrize("content", [
    b"town,n\n\x00a,1\n", "town,n\na,1\n".encode("utf-16-le"), b"town;n\na;1,5\n",
])  # fmt: skip
def test_text_of_another_kind_is_refused(content):
    """Zero bytes, UTF-16 without its mark, decimal commas."""
    assert refused(content).next_step


def test_line_ends_may_be_mixed():
    """Rows are rows, however they end."""
    rows = read_file.read("a.csv", b"town,n\r\na,1\nb,2\rc,3", ["town", "n"])
    assert [line.cells["n"] for line in rows] == ["1", "2", "3"]


def test_headings_may_be_numbers():
    """A year over a column is its heading."""

    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["town", 2024])
        sheet.write_row(1, 0, ["a", 1])

    assert read_file.read("a.xlsx", book(fill), ["town", "2024"])[0].cells["2024"] == 1


def test_a_file_in_two_encodings_is_refused():
    """Reading it as either would garble a name."""
    content = "town,n\nMôn,1\n".encode() + "Tŷ Gwyn,2\nCafé,3\n".replace("ŷ", "y").encode("cp1252")
    assert refused(content).message == "line 2 is UTF-8 and line 4 is not."
