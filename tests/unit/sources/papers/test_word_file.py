"""A Word document's tables, those inside others too; damaged ones are refused."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.errors import BadInput
from beatwise.sources.papers import archive_size
from beatwise.sources.papers.word_file import read_word


def document(*, nested: bool = False, merged: bool = False) -> bytes:
    """Return a document with the small table."""
    word = docx.Document()
    word.add_paragraph("1. Words.")
    place = word.add_table(rows=2, cols=2).cell(0, 0) if nested else word
    table = place.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    if merged:
        table.cell(0, 1).merge(table.cell(0, 2))
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


@pytest.mark.parametrize("nested", [False, True])
def test_the_wrong_total_is_found(nested: bool) -> None:
    """Also in a table that stands in a cell of another."""
    paper = read_word("paper.docx", document(nested=nested))

    assert findings(paper) == FINDING
    assert paper.paragraphs[0].text == "1. Words."


def test_a_merged_heading_stands_once() -> None:
    """A cell that spans two columns is one heading and an empty one."""
    (table,) = read_word("paper.docx", document(merged=True)).tables

    assert table.header == ("Area", "All Days", "")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the limit is not opened, whatever its entry states."""
    monkeypatch.setattr(archive_size, "MOST_UNPACKED", 100_000)
    content = io.BytesIO(document())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/picture.png", b"\0" * 1_000_000)

    with pytest.raises(BadInput, match="unpacks to more"):
        read_word("paper.docx", content.getvalue())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.booleans())
def test_damage_is_refused_or_read_and_never_an_error_of_ours(
    at: int, byte: int, cut: bool
) -> None:
    """One byte changed or the end cut off: a paper, or a clear refusal."""
    content = bytearray(document())
    at %= len(content)
    content[at] = byte
    damaged_content = bytes(content[:at]) if cut else bytes(content)
    with suppress(BadInput):
        read_word("paper.docx", damaged_content)
