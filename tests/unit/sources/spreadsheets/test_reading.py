"""Every table people send is read as text with its row numbers, or refused by name."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
import xlsxwriter

from beatwise.cell_text.csv_text import csv_text
from beatwise.errors import BadInput
from beatwise.sources.spreadsheets import read_sheet


PLAIN = "id,when,place\n1,01/02/2025 13:45,Café\n2,02/02/2025 09:00,Town Hall\n"


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def refusal_of(path: Path, **settings: object) -> str:
    """Return what the refusal says."""
    with pytest.raises(BadInput) as refusal:
        read_sheet(path, **settings)  # type: ignore[arg-type]
    assert refusal.value.next_step
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_give_the_same_cells(tmp_path: Path, encoding: str) -> None:
    """The same table in any usual encoding, with or without a mark at its start, reads alike."""
    sheet = read_sheet(write(tmp_path / "a.csv", PLAIN * 1, encoding))
    assert sheet.columns == ["id", "when", "place"]
    assert sheet.frame["place"].tolist() == ["Café", "Town Hall"]
    assert sheet.rows.tolist() == [2, 3]


def test_windows_text_is_noted_with_its_row(tmp_path: Path) -> None:
    """A file that is not UTF-8 says at which row that was seen."""
    sheet = read_sheet(write(tmp_path / "a.csv", PLAIN, "cp1252"))
    assert "Row 2 is not UTF-8" in sheet.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    """Commas, semicolons, tabs and bars are told apart by what cuts the rows evenly."""
    text = PLAIN.replace("Town Hall", '"Town Hall, by the; clock|tower"').replace(",", delimiter, 0)
    rows = [["id", "when", "place"], ["1", "x, y", "b"], ["2", "z; w", "c"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    sheet = read_sheet(write(tmp_path / "a.csv", text))
    assert sheet.frame["when"].tolist() == ["x, y", "z; w"]


def test_compressed_text_is_read(tmp_path: Path) -> None:
    """A gzip file is read by its content, whatever it is called."""
    sheet = read_sheet(write(tmp_path / "a.csv", gzip.compress(PLAIN.encode())))
    assert len(sheet.frame) == 2


def test_truncated_gzip_is_refused(tmp_path: Path) -> None:
    """A gzip file that was cut short is refused, not read in part."""
    noise = "".join(f"{i},{i * 7919 % 1000},x{i * 104729 % 9973}\n" for i in range(5000))
    packed = gzip.compress(b"id,when,place\n" + noise.encode())
    assert "cut short" in refusal_of(write(tmp_path / "a.csv.gz", packed[: len(packed) // 2]))
    assert "cut short" in refusal_of(write(tmp_path / "b.csv.gz", packed[:200]))
    assert "cut short" in refusal_of(write(tmp_path / "c.csv.gz", packed[:12]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\n\n  \n", "the file is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"\xef\xbb\xbf\n<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b'{"error": "not found"}', "JSON"),
        (b"PK\x03\x04rest", "damaged or was cut short"),
        (b"id,when\n1,\x00\x00\x00\n", "zero bytes"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    """A page, a PDF, an empty or broken file saved as CSV is refused in plain words."""
    message = refusal_of(write(tmp_path / "thefts.csv", content))
    assert message.startswith("thefts.csv")
    assert words in message


def test_an_endless_line_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    """A file of one line is refused after its first million characters."""
    assert "line ends are missing" in refusal_of(write(tmp_path / "a.csv", b"a,b," * 1_500_000))
    late = write(tmp_path / "b.csv", PLAIN.encode() + b"3,x," + b"y" * 3_000_000)
    assert "b.csv, row 4" in refusal_of(late)


def test_rows_with_too_many_cells_are_named(tmp_path: Path) -> None:
    """A row longer than the header is refused with its number; empty extra cells do no harm."""
    assert "a.csv, row 3: the row has 3 cells" in refusal_of(
        write(tmp_path / "a.csv", "a,b\n1,2\n1,2,3\n")
    )
    assert len(read_sheet(write(tmp_path / "b.csv", "a,b\n1,2,,\n3\n")).frame) == 2


def test_an_open_quotation_mark_is_named(tmp_path: Path) -> None:
    """A quotation mark that never closes is refused with the row, not swallowed."""
    assert "quotation mark" in refusal_of(write(tmp_path / "a.csv", 'a,b\n1,"open\n2,3\n'))


def test_titles_above_the_header_are_skipped(tmp_path: Path) -> None:
    """A title and blank lines above the column names are passed over, and row numbers hold."""
    sheet = read_sheet(write(tmp_path / "a.csv", f"Thefts 2025,,\n,,\n{PLAIN}\n,,\n3,x,y\n"))
    assert sheet.header_row == 3
    assert sheet.rows.tolist() == [4, 5, 8]
    assert "row 3" in sheet.notes[0]


def test_the_header_can_be_stated(tmp_path: Path) -> None:
    """Where the guess is wrong, the analyst says which row names the columns."""
    path = write(tmp_path / "a.csv", "one,two\nid,when\n1,2\n")
    assert read_sheet(path, header_row=2).columns == ["id", "when"]
    assert "row 9" in refusal_of(path, header_row=9)


def test_repeated_and_missing_names_are_made_unique(tmp_path: Path) -> None:
    """Two columns of one name are told apart; one without a name gets its letter."""
    sheet = read_sheet(write(tmp_path / "a.csv", "Date,Date,,x,\na,b,c,d,\n"))
    assert sheet.columns == ["Date", "Date (2)", "column C", "x"]


def test_excel_text_numbers_lose_their_wrapping(tmp_path: Path) -> None:
    """The trick that keeps leading zeros in Excel, ="00123", reads as 00123."""
    assert read_sheet(write(tmp_path / "a.csv", 'id,x\n"=""00123""",b\n')).frame["id"][0] == "00123"


def test_a_missing_column_lists_what_there_is(tmp_path: Path) -> None:
    """Asking for a column that is not there lists the columns and suggests the closest."""
    sheet = read_sheet(write(tmp_path / "a.csv", PLAIN))
    with pytest.raises(BadInput, match="'id', 'when', 'place'") as refusal:
        sheet.column("When?")
    assert "'when'" in str(refusal.value.next_step)


def workbook(path: Path, fill: object) -> Path:
    book = xlsxwriter.Workbook(path)
    fill(book, book.add_worksheet("Thefts"))  # type: ignore[operator]
    book.close()
    return path


def test_workbook_cells_become_text(tmp_path: Path) -> None:
    """Dates come out in ISO form to the second, whole numbers without a point, text as it is."""

    def fill(book, sheet) -> None:  # type: ignore[no-untyped-def]
        date = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["id", "when", "at", "x", "yes"])
        sheet.write(1, 0, "007")
        sheet.write_datetime(1, 1, dt.datetime(2025, 3, 30, 1, 30), date)
        sheet.write_datetime(1, 2, dt.time(23, 59), clock)
        sheet.write(1, 3, 458700.0)
        sheet.write(1, 4, True)

    sheet = read_sheet(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.source == "a.xlsx, sheet 'Thefts'"
    assert sheet.frame.iloc[0].tolist() == [
        "007",
        "2025-03-30 01:30:00",
        "23:59:00",
        "458700",
        "true",
    ]


def test_a_workbook_named_csv_is_read_as_one(tmp_path: Path) -> None:
    """The kind of a file is told by its bytes, so a wrong ending does no harm."""
    made = workbook(tmp_path / "a.xlsx", lambda book, sheet: sheet.write_row(0, 0, ["id", "x"]))
    assert read_sheet(made.rename(tmp_path / "a.csv")).columns == ["id", "x"]


def test_formulas_with_values_are_read_and_errors_shown(tmp_path: Path) -> None:
    """A formula's stored value is read; a spreadsheet error keeps its text, so a row can fail."""

    def fill(book, sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.write_row(0, 0, ["id", "x", "y"])
        sheet.write_formula(1, 0, '="A"&1', None, "A1")
        sheet.write_formula(1, 1, "=2*3", None, 6)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")

    sheet = read_sheet(workbook(tmp_path / "a.xlsx", fill))
    assert sheet.frame.iloc[0].tolist() == ["A1", "6", "#DIV/0!"]


def test_a_formula_never_computed_names_its_cell(tmp_path: Path) -> None:
    """A formula without a stored value cannot be read, and the cell is named."""

    def fill(book, sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.write_row(0, 0, ["id", "x"])
        sheet.write(1, 0, "a")
        sheet.write_formula(1, 1, "=A2", None, "")

    message = refusal_of(workbook(tmp_path / "a.xlsx", fill))
    assert "cell B2" in message
    assert "row 2" in message


def opendocument(path: Path, cells: str) -> Path:
    """Write the smallest OpenDocument spreadsheet that holds these cells."""
    import zipfile

    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="T">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            "</manifest:manifest>",
        )
    return path


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_opendocument_is_read(tmp_path: Path) -> None:
    """An ODS sheet reads like any other, dates in ISO form."""
    when = cell("30/03/25", 'office:value-type="date" office:date-value="2025-03-30T01:30:00"')
    path = opendocument(tmp_path / "a.ods", row(cell("id"), cell("when")) + row(cell("7a"), when))
    assert read_sheet(path).frame.iloc[0].tolist() == ["7a", "2025-03-30 01:30:00"]


def test_opendocument_formula_without_value_names_its_cell(tmp_path: Path) -> None:
    """An ODS formula that was never computed is refused with its cell."""
    blank = '<table:table-cell table:formula="of:=[.A2]"/>'
    path = opendocument(tmp_path / "a.ods", row(cell("id"), cell("x")) + row(cell("a"), blank))
    assert "cell B2" in refusal_of(path)


def test_the_sheet_can_be_named(tmp_path: Path) -> None:
    """A workbook with several sheets reads the first that holds anything, and says so."""

    def fill(book, sheet) -> None:  # type: ignore[no-untyped-def]
        sheet.write_row(0, 0, ["id", "x"])
        book.add_worksheet("More").write_row(0, 0, ["ref", "y"])

    path = workbook(tmp_path / "a.xlsx", fill)
    assert "'More'" in read_sheet(path).notes[0]
    assert read_sheet(path, sheet="More").columns == ["ref", "y"]
    assert "'Thefts', 'More'" in refusal_of(path, sheet="Most")


def test_midnight_among_times_is_a_time(tmp_path: Path) -> None:
    """A cell at 00:00 in a column of times reads as that time; a column of dates stays dates."""

    def fill(book, sheet) -> None:  # type: ignore[no-untyped-def]
        date = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["when", "day"])
        for row, hour in ((1, 0), (2, 13)):
            sheet.write_datetime(row, 0, dt.datetime(2025, 5, 1, hour), date)
            sheet.write_datetime(row, 1, dt.datetime(2025, 5, 1), date)

    frame = read_sheet(workbook(tmp_path / "a.xlsx", fill)).frame
    assert frame["when"].tolist() == ["2025-05-01 00:00:00", "2025-05-01 13:00:00"]
    assert frame["day"].tolist() == ["2025-05-01", "2025-05-01"]


def test_a_file_in_two_encodings_is_refused(tmp_path: Path) -> None:
    """Naming the first row that is not UTF-8."""
    path = tmp_path / "a.csv"
    path.write_bytes("name,n\nMôn,1\n".encode() + "Café,3\n".encode("cp1252"))
    with pytest.raises(BadInput, match="the row is not UTF-8, and row 2 is") as caught:
        read_sheet(path)
    assert caught.value.place == "a.csv, row 3"


def test_a_column_whose_name_stands_twice_is_not_chosen(tmp_path: Path) -> None:
    """Nobody can know which of them is meant."""
    path = tmp_path / "a.csv"
    path.write_text("id,when,when\n1,2,3\n", encoding="utf-8")
    with pytest.raises(BadInput, match="two columns are called 'when'"):
        read_sheet(path).column("when")


def test_a_cell_behind_the_last_name_is_refused(tmp_path: Path) -> None:
    """A comma in a number moves what stands behind it."""
    path = tmp_path / "a.csv"
    path.write_text("id,x,\n1,458,700\n", encoding="utf-8")
    with pytest.raises(BadInput, match="'700' is after the last column"):
        read_sheet(path)


def test_a_file_of_ours_is_read_as_it_was_written(tmp_path: Path) -> None:
    """The guard against formulas is taken away again."""
    path = tmp_path / "a.csv"
    path.write_text(csv_text([["id", "n"], ["=1+1", -5], ["'x", "@a"]]), encoding="utf-8")
    frame = read_sheet(path).frame
    assert frame["id"].tolist() == ["=1+1", "'x"]
    assert frame["n"].tolist() == ["-5", "@a"]


@pytest.mark.parametrize("since_1904", [False, True])
def test_dates_of_either_calendar_are_the_days_that_are_shown(
    tmp_path: Path, since_1904: bool
) -> None:
    """A cell with a date's format is that date."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": since_1904}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "when"])
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(1, 0, "a")
        sheet.write_datetime(1, 1, dt.datetime(2026, 3, 5), form)
    assert read_sheet(path).column("when").tolist() == ["2026-03-05"]
