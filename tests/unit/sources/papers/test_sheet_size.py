"""How large a sheet would be laid out: by its cells with anything in them, and by no other."""

from __future__ import annotations

import io
import zipfile

import pytest

from beatwise.errors import BadInput
from beatwise.sources.papers.sheet_size import check_sheets


LAST = "XFD1048576"
SHEET = "xl/worksheets/sheet1"


def _packed(name: str, content: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def _xml(*rows: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = "".join(rows)
    content = f'<worksheet xmlns="{namespace}"><sheetData>{body}</sheetData></worksheet>'
    return _packed(f"{SHEET}.xml", content)


def _binary(*records: tuple[int, int]) -> bytes:
    """Return a binary sheet of records: a kind, and the number of a row or column."""
    content = b"".join(bytes((kind, 8)) + number.to_bytes(8, "little") for kind, number in records)
    return _packed(f"{SHEET}.bin", content)


@pytest.mark.parametrize(
    "content",
    [
        _xml('<row r="1"><c r="A1"><v>1</v></c></row>', f'<row><c r="{LAST}" s="3"/></row>'),
        _xml(*['<row><c r="A1" s="1"/><c s="1"/></row>'] * 150_000),
        _xml(*['<row><c><v>1</v></c></row>'] * 1_000),
        _binary((0, 0), (7, 0), (0, 1_048_575), (1, 16_383)),
    ],
    ids=["a format far away", "many formats", "many rows", "binary"],
)  # fmt: skip
def test_formats_alone_ask_for_no_cell(content: bytes) -> None:
    """Offices format whole columns and rows; a reader leaves them out."""
    check_sheets("a.xlsx", content)


@pytest.mark.parametrize(
    "content",
    [
        _xml('<row r="1"><c r="A1"><v>1</v></c></row>', f'<row><c r="{LAST}"><v>1</v></c></row>'),
        _xml('<row r="1048576"><c r="A1"><v>1</v></c><c r="C1048576"><f>A1</f></c></row>'),
        _xml('<row r="1048576"><c><is><t>a</t></is></c></row>'),
        _xml(*["<row><c/><c/><c><v>1</v></c></row>"] * 70_000),
        _binary((0, 0), (7, 0), (0, 1_048_575), (2, 16_383)),
    ],
    ids=["far away", "a formula", "a row far down", "cells without names", "binary"],
)
def test_two_cells_far_from_each_other_are_too_large(content: bytes) -> None:
    """Named or not, of words, numbers or formulas."""
    with pytest.raises(BadInput, match="is no table of a paper"):
        check_sheets("a.xlsx", content)


def test_a_binary_sheet_that_ends_early_is_no_fault() -> None:
    """What reads it says what is wrong with it."""
    for cut in range(12):
        check_sheets(
            "a.xlsb", _packed(f"{SHEET}.bin", (b"\x00\x08" + bytes(8) + b"\x87\xff")[:cut])
        )
