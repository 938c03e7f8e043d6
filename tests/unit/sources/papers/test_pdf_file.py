"""A PDF's ruled tables are read, those of gaps are guesses, and pages of pictures are named."""

from __future__ import annotations

import io
from contextlib import suppress

import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.errors import BadInput
from beatwise.sources.papers import pdf_file
from beatwise.sources.papers.pdf_file import read_pdf


CELLS = ",".join(f"[{cell}]" for row in ROWS for cell in row)
RULED = f"1. Words.\n#table(columns: 3,{CELLS})\n"
GAPS = f"1. Words.\n\n#grid(columns: (4cm,3cm,3cm), row-gutter: 6pt,{CELLS})\n"


def pdf(source: str) -> bytes:
    """Return a PDF of some typst."""
    return typst.compile(source.encode())  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def ruled() -> bytes:
    """A PDF with a ruled table."""
    return pdf(RULED)


def test_a_ruled_table_is_read_exactly(ruled: bytes) -> None:
    """The wrong total is certain."""
    paper = read_pdf("paper.pdf", ruled)

    assert findings(paper) == FINDING
    assert not paper.tables[0].guess
    assert [(each.line, each.text) for each in paper.paragraphs] == [(1, "1. Words.")]


def test_a_table_of_gaps_is_a_guess() -> None:
    """The wrong total is named, and never as certain."""
    paper = read_pdf("paper.pdf", pdf(GAPS))

    assert findings(paper) == FINDING
    assert paper.tables[0].guess


def test_a_page_without_text_is_named() -> None:
    """A picture of a page is not read, and that is said."""
    paper = read_pdf("paper.pdf", pdf("#rect(width: 3cm, height: 3cm, fill: red)"))

    assert [each.what for each in paper.unread] == ["page 1"]


def test_a_locked_pdf_and_a_bomb_are_refused(ruled: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with what to do next."""
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(ruled)) as opened:
        opened.save(locked, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(BadInput, match="password"):
        read_pdf("paper.pdf", locked.getvalue())

    monkeypatch.setattr(pdf_file, "MOST_UNPACKED", 10)
    with pytest.raises(BadInput, match="unpacks to more"):
        read_pdf("paper.pdf", ruled)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 255), st.booleans())
def test_damage_is_refused_or_read_and_never_an_error_of_ours(
    ruled: bytes, at: int, byte: int, cut: bool
) -> None:
    """One byte changed or the end cut off: a paper, or a clear refusal."""
    content = bytearray(ruled)
    at %= len(content)
    content[at] = byte
    with suppress(BadInput):
        read_pdf("paper.pdf", bytes(content[:at]) if cut else bytes(content))
