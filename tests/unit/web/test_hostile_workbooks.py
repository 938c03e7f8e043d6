"""A small file that asks for much is refused before its cells are laid out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.web.hostile_workbooks import OPEN_HEAD, REFUSED, TAKEN, excel, open_document

from beatwise.errors import BadInput
from beatwise.web.imports import read_file


ROOT = Path(__file__).parents[3]
MOST_MB = 80  # a server process starts at about 270, and has 400


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("which", [*REFUSED, *TAKEN])
def test_reading_a_file_that_asks_for_much_takes_little_memory(which):
    """Each is refused or taken as told, and the process never grows by more than 80 MB."""
    content = (REFUSED | TAKEN)[which][1]()
    run = subprocess.run(
        [sys.executable, "-m", "tests.unit.web.hostile_workbooks", which],
        input=content,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
        timeout=120,
        check=True,
    )
    grown, _, ended = run.stdout.decode().partition(" ")
    assert ended.startswith("refused" if which in REFUSED else "taken"), ended
    assert int(grown) <= MOST_MB, f"{grown} MB"


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
    made = '<row r="1"><c r="A1" t="str"><v>Name</v></c></row><row r="2"><c><v>5</v></c></row>'
    rows = read_file.read("a.xlsx", excel(made + styled), ["Name"])
    assert [line.cells["name"] for line in rows] == [5.0]


def test_a_workbook_is_laid_out_once_however_often_a_table_is_looked_for(monkeypatch):
    """Twenty layouts ask one after the other; the file is unpacked for the first of them only."""
    unpacked, times = read_file.unzip.unpacked, []

    def counted(*given, **more):
        times.append(1)
        return unpacked(*given, **more)

    monkeypatch.setattr(read_file.unzip, "unpacked", counted)
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
    for name, made in (
        ("a.xlsx", excel(cells)),
        ("a.ods", open_document(OPEN_HEAD + error)),
        ("a.csv", b"Name\r\n#DIV/0!\r\n"),
    ):
        found = read_file.broken(read_file.read(name, made, ["Name"]))
        assert [(fault.row, fault.column) for fault in found] == [(2, "name")]
        assert "#DIV/0!" in found[0].words


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
