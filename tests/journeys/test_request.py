"""The data request: complete, plain, and its own columns can be gathered."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import docx
import pytest

from beatwise.cli.main import run
from beatwise.journeys.hotspots.request import write_request
from beatwise.publication.data_requests.letter import data_request, mapping_of
from beatwise.publication.data_requests.letter_layout import to_docx, to_markdown
from beatwise.publication.data_requests.request_fields import FIELDS
from beatwise.sources.extracts.incidents import read_incidents
from beatwise.sources.extracts.mapping import read_mapping


DAY = date(2026, 1, 5)
HEADINGS = [
    "What it is for",
    "What the open data cannot answer",
    "The least we need",
    "If rows cannot be shared: counts",
    "How it will be handled (proposed)",
    "To be settled between us",
    "What happens next",
    "Appendix: reading the extract",
]


@pytest.mark.parametrize("to", list(FIELDS))
def test_a_letter_says_what_it_must(to: str) -> None:
    """Every letter has purpose, least fields with reasons, retention, and small-number handling."""
    letter = data_request(to, areas=["Oadby", "Wigston"], types=["shoplifting"], dated=DAY)  # type: ignore[arg-type]
    assert [section.heading for section in letter.sections] == HEADINGS
    text = to_markdown(letter)
    for words in (
        "5 January 2026",
        "Oadby and Wigston",
        "Retention",
        "never write it as 0",
        "not legal advice",
    ):
        assert words in text
    for field in FIELDS[to]:  # type: ignore[index]
        assert f"| {field.column} | {field.holds} | {field.why} |" in text


@pytest.mark.parametrize("to", list(FIELDS))
def test_the_appendix_reads_the_extract_it_asks_for(to: str, tmp_path: Path) -> None:
    """An extract with the letter's columns is gathered by the letter's own mapping."""
    (tmp_path / "m.toml").write_text(mapping_of(to), "utf-8")  # type: ignore[arg-type]
    cells = {"from": "05/06/2025 13:00", "to": "05/06/2025 14:00", "easting": "458700"}
    cells |= {"northing": "304500", "store": "Example store", "type": "Theft"}
    names = [field.column for field in FIELDS[to]]  # type: ignore[index]
    row = ",".join(cells.get(name, "1") for name in names)
    (tmp_path / "a.csv").write_text(",".join(names) + "\n" + row + "\n", "utf-8")
    read = read_incidents(tmp_path / "a.csv", read_mapping(tmp_path / "m.toml"))
    assert read.incidents["easting"].tolist() == [458700.0]


def test_word_and_markdown_say_the_same() -> None:
    """The Word file holds every paragraph and cell of the letter, and always the same bytes."""
    letter = data_request("force", areas=[], types=[], dated=DAY)
    content = to_docx(letter)
    assert content == to_docx(letter)
    document = docx.Document(io.BytesIO(content))
    paragraphs = [p.text for p in document.paragraphs]
    for section in letter.sections:
        for text in (section.heading, *section.paragraphs, *section.points):
            assert text in paragraphs
    table = next(section.table for section in letter.sections if section.table)
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        list(row) for row in table
    ]


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter that stands, perhaps filled in, is never replaced: exit code 13."""
    words = ["request", "--to", "council", "--out", str(tmp_path / "letter"), "--json"]
    assert run(words) == 0
    written = json.loads(capsys.readouterr().out)
    assert [Path(name).suffix for name in written["files"]] == [".md", ".docx"]
    assert run(words) == 13


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "mayor", "--out", "a"],
        ["--to", "force", "--out", "a.pdf"],
        ["--to", "force", "--out", "a", "--type", "arson"],
    ],
)
def test_words_it_does_not_know(words: list[str]) -> None:
    """An unknown recipient, ending or category is a mistake of usage: exit code 2."""
    assert run(["request", *words]) == 2


def test_usual_kinds(tmp_path: Path) -> None:
    """Without --type a retailer is asked for shoplifting and a council for ASB."""
    for to, words in (("retailer", "shoplifting"), ("council", "anti-social behaviour")):
        done = write_request(to, tmp_path / f"{to}.md", dated=DAY)
        assert f"incidents of {words} in" in done.files[0].read_text("utf-8")
