"""A file is what its first bytes say, whatever its name."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from tests.unit.sources.papers.test_web_page import page
from tests.unit.sources.papers.test_word_file import document
from tests.unit.sources.papers.worlds import FINDING, ROWS, findings

from beatwise.errors import BadInput
from beatwise.sources.papers.read_paper import read_paper


def workbook(path: Path) -> Path:
    """Write a workbook with the small table on its second sheet."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        sheet = book.add_worksheet("Two")
        for at, row in enumerate(ROWS):
            sheet.write_row(at, 0, [int(cell) if cell.isdecimal() else cell for cell in row])
    return path


def test_each_kind_is_read(tmp_path: Path) -> None:
    """CSV, workbook, Word, HTML and text name the same total."""
    files = {
        "a.csv": "\n".join(",".join(row) for row in ROWS).encode(),
        "b.docx": document(),
        "c.txt": "\n".join("\t".join(row) for row in ROWS).encode(),
        "d.html": page().encode(),
        "e.htm": page().encode("utf-16"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        paper = read_paper(tmp_path / name)
        assert (name, findings(paper)) == (name, FINDING)

    assert findings(read_paper(workbook(tmp_path / "f.xlsx"))) == FINDING


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b" \n", "empty"),
        ("other.zip", b"PK\x03\x04nothing", "no Word document"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "no text"),
        ("cut.pdf", b"%PDF-1.7 and no more", "damaged"),
        ("cut.docx", b"PK\x03\x04word/document.xml", "damaged"),
        ("cut.xlsx", b"PK\x03\x04xl/workbook.xml", "damaged"),
    ],
)
def test_what_is_no_paper_is_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    """Each with its name and a next step."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(BadInput, match=words) as refusal:
        read_paper(tmp_path / name)
    assert refusal.value.next_step


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """Their place is the path that was given."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(BadInput):
            read_paper(path)


def test_a_text_of_one_long_paragraph_is_read(tmp_path: Path) -> None:
    """A million lines that a page's width broke are one paragraph, put together once."""
    (tmp_path / "a.txt").write_text("Words of a page\n" * 500_000)

    [paragraph] = read_paper(tmp_path / "a.txt").paragraphs
    assert len(paragraph.text) == 500_000 * 16 - 1
