"""A paper as it was released: all that its files are made from, as text that is always the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beatwise.clock import day_words
from beatwise.publication.formats import document_json
from beatwise.publication.formats.document import Block, Document, Heading, Paragraph
from beatwise.publication.papers.release import history_anchor
from beatwise.publication.papers.writing.paper_figures import PaperFigure


FORMAT = "beatwise released paper 1"
NOTES, HISTORY = "Notes on figures", "Corrections"


@dataclass(frozen=True, slots=True)
class Correction:
    """An earlier release that another took the place of: its number, the day (ISO), and why."""

    number: int
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class FrozenPaper:
    """A released paper.

    Parameters
    ----------
    slug
        The last part of its permanent address.
    number
        Of the release: 1, and one more for each correction.
    released_on
        The day, ISO.
    document
        What it says, without notes and history.
    figures
        Every figure it refers to.
    notes
        Why figures that do not follow from others stand as they do.
    hands
        Who signed off and released, in words.
    corrections
        The releases that it takes the place of, the oldest first.
    publisher
        The local policing body.
    history
        The head of the office's history when it was released (see ``history_anchor``); empty in
        papers of before it was printed.
    """

    slug: str
    number: int
    released_on: str
    document: Document
    figures: tuple[PaperFigure, ...]
    notes: tuple[str, ...]
    hands: str
    corrections: tuple[Correction, ...]
    publisher: str
    history: str = ""

    @property
    def printed(self) -> Document:
        """The whole document: what it says, its notes, its history, and who released it."""
        blocks: list[Block] = list(self.document.blocks)
        if self.notes:
            blocks += [Heading(NOTES), *map(Paragraph, self.notes)]
        if self.corrections:
            blocks += [Heading(HISTORY), *map(Paragraph, _history(self))]
        facts = [
            *self.document.facts,
            ("Released", _day(self.released_on)),
            ("Release", str(self.number)),
            ("By", self.hands),
        ]
        if self.history:
            facts.append((history_anchor.LABEL, self.history))
            blocks.append(Paragraph(history_anchor.WORDS))
        document = self.document
        return Document(
            document.title, document.subtitle, tuple(facts), tuple(blocks), document.footer,
            document.date, document.marks,
        )  # fmt: skip


def text(paper: FrozenPaper) -> str:
    """Return a released paper as canonical JSON."""
    content = {
        "format": FORMAT,
        "slug": paper.slug,
        "number": paper.number,
        "released_on": paper.released_on,
        "document": document_json.as_json(paper.document),
        "figures": [figure.as_json() for figure in paper.figures],
        "notes": list(paper.notes),
        "hands": paper.hands,
        "corrections": [[c.number, c.on, c.why] for c in paper.corrections],
        "publisher": paper.publisher,
    } | ({"history": paper.history} if paper.history else {})
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(content: str) -> FrozenPaper:
    """Return the paper that ``text`` wrote; raise ``KeyError`` or ``ValueError`` for another."""
    values: Mapping[str, Any] = json.loads(content)
    return FrozenPaper(
        values["slug"],
        values["number"],
        values["released_on"],
        document_json.from_json(values["document"]),
        tuple(PaperFigure(**figure) for figure in values["figures"]),
        tuple(values["notes"]),
        values["hands"],
        tuple(Correction(*each) for each in values["corrections"]),
        values["publisher"],
        values.get("history", ""),
    )


def digest(content: str) -> str:
    """Return the SHA-256 of a released paper's text."""
    return hashlib.sha256(content.encode()).hexdigest()


def _history(paper: FrozenPaper) -> Sequence[str]:
    return [
        f"Release {each.number} of {_day(each.on)} was corrected: {each.why.rstrip('.')}."
        for each in paper.corrections
    ]


def _day(words: str) -> str:
    return day_words(dt.date.fromisoformat(words))
