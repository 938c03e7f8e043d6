"""A released paper is made again from its frozen text, to the byte, in every format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from tests.unit.publication.papers.writing.paper_world import Source, outline

from beatwise.publication.papers.release.frozen_paper import (
    Correction,
    FrozenPaper,
    digest,
    read,
    text,
)
from beatwise.publication.papers.release.release_files import release_files
from beatwise.publication.papers.writing.paper_document import office_paper


def _frozen() -> FrozenPaper:
    words = "There were {robbery.latest} robberies.\n\n{table: robbery}\n{chart: robbery}"
    paper = office_paper(outline(words), Source())
    return FrozenPaper(
        "robbery-1", 2, "2026-06-20", paper.document, paper.figures,
        ("156 (Total): counted twice by the force.",), "Released by two people.",
        (Correction(1, "2026-06-16", "A town was left out."),), "Office of Millshire",
    )  # fmt: skip


def test_what_is_frozen_is_read_back_and_made_again_to_the_byte():
    """Text, digest and every file are the same the second time."""
    paper = _frozen()
    again = read(text(paper))
    assert again == paper
    assert digest(text(again)) == digest(text(paper))
    assert release_files(again) == release_files(paper)


def test_a_copy_prints_where_the_history_stood():
    """On the page and in the text that is kept; one of before it was printed stays as it is."""
    earlier, head = _frozen(), f"7:{'ab' * 32}"
    paper = replace(earlier, history=head)
    assert read(text(paper)) == paper
    page = release_files(paper)[0].content.decode()
    assert head in page
    assert "takes it as an anchor" in page
    assert "history" not in json.loads(text(earlier))
    assert "as an anchor" not in release_files(earlier)[0].content.decode()


def test_every_format_is_there_and_is_what_it_says():
    """A page, a PDF, Word, a spreadsheet, and the figures with their metadata."""
    files = {file.name: file.content for file in release_files(_frozen())}
    assert list(files) == [
        "paper.html", "paper.pdf", "paper.docx", "tables.ods", "figures.csv",
        "figures.csv-metadata.json", "figures.json",
    ]  # fmt: skip
    assert files["paper.pdf"].startswith(b"%PDF")
    assert files["paper.docx"].startswith(b"PK")
    page = files["paper.html"].decode()
    for words in (
        "1. There were 156 robberies.", "counted twice by the force", "A town was left out",
        'href="paper.pdf"', "Released by two people.",
    ):  # fmt: skip
        assert words in page
    [row] = csv.DictReader(io.StringIO(files["figures.csv"].decode()))
    assert (row["reference"], row["value"], row["source"]) == ("{robbery.latest}", "156", "Force")
    columns = json.loads(files["figures.csv-metadata.json"])["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == list(row)
    assert json.loads(files["figures.json"])["figures"][0]["words"] == "156"
