"""Files: read by their headings, kept by their bytes, written so that nothing runs."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.errors import BadInput
from beatwise.publication.formats import formula_quote
from beatwise.publication.formats.document import Column
from beatwise.web.exports import writers
from beatwise.web.imports import file_types, read_file


@given(st.text())
def test_quoting_a_formula_and_taking_the_quote_away_gives_the_words_back(words):
    """``unsafe(safe(words))`` is the words, and what is safe begins no formula."""
    quoted = formula_quote.quote(words)
    assert formula_quote.unquote(quoted) == words
    assert not quoted.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def _zip(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, mimetype if name == "mimetype" else "x")
    return out.getvalue()


def test_a_workbook_with_macros_is_not_kept():
    """An Excel or OpenDocument file that holds a program is refused."""
    whole = _zip("xl/workbook.xml")
    assert file_types.kind("a.xlsx", whole).endswith("spreadsheetml.sheet")
    with pytest.raises(BadInput):
        file_types.kind("a.xlsx", _zip("xl/workbook.xml", "xl/vbaProject.bin"))
    media = "application/vnd.oasis.opendocument.spreadsheet"
    assert file_types.kind("a.ods", _zip("mimetype", mimetype=media)) == media
    with pytest.raises(BadInput):
        file_types.kind("a.ods", _zip("mimetype", "Basic/module.xml", mimetype=media))


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    """A zip bomb is told by its own directory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\0" * 201_000_000)
    assert len(out.getvalue()) < 300_000
    with pytest.raises(BadInput):
        file_types.kind("a.xlsx", out.getvalue())


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ("", "file"),
    ],
)
def test_a_files_name_is_made_harmless(given_, kept):
    """Folders, quotes, line ends and marks that turn text round are taken out."""
    assert file_types.safe_name(given_) == kept


def test_a_table_is_found_below_its_cover_and_notes():
    """An exported workbook is read as it is; rows are numbered as the sheet shows them."""
    columns = (Column("Name"), Column("Sum", number=True, decimals=2))
    listing = writers.Listing("x", "Title", columns, [("a", 1.5), (None, None), ("b", 2)])
    for form, made in (("ods", writers.as_ods(listing)), ("xlsx", writers.as_xlsx(listing))):
        rows = read_file.read(f"a.{form}", made, ["Name", "Sum"])
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
    many = b"Name\r\n" + b"x\r\n" * (read_file.MOST_ROWS + 1)
    with pytest.raises(BadInput, match="20,000"):
        read_file.read("a.csv", many, ["Name"])


def test_a_sheet_that_names_a_file_outside_gets_nothing_of_it(tmp_path):
    """An entity of a sheet's XML that names another file is refused or stays empty."""
    outside = tmp_path / "outside.txt"
    outside.write_text("words from outside")
    listing = writers.Listing("x", "Title", (Column("Name"),), [("inside",)])
    doctype = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{outside.as_uri()}">]>'
    for form, made in (("ods", writers.as_ods(listing)), ("xlsx", writers.as_xlsx(listing))):
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(made)) as whole,
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
