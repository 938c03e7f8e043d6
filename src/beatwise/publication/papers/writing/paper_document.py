"""A paper of the office as a document: its text with figures, tables and charts in their places.

The house order: title block, numbered paragraphs under headings, end of report, contact. Where a
figure is not there the words *no record* stand and say why; nothing is left out silently. Within
words ``{paragraphs: heading}``, ``{table: name}``, ``{chart: name}`` and ``{appendix: heading}``
are the numbers and the letter that they have when the paper is composed, and so right when text
moves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from beatwise.clock import day_words
from beatwise.errors import BadInput
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Inset,
    Numbers,
    Paragraph,
    Table,
)
from beatwise.publication.papers.cross_references import (
    OwnNames,
    Place,
    Places,
    appendix_letter,
    place_name,
    with_references,
)
from beatwise.publication.papers.paper_writer import NO_RECORD
from beatwise.publication.papers.writing.paper_figures import (
    FigureSource,
    NoFigure,
    PaperFigure,
)
from beatwise.publication.papers.writing.paper_text import REFERENCE, Piece, Placed, pieces


# A letter or number that was typed gives way to the one that the appendix gets.
_APPENDIX = re.compile(
    r"appendix\b(?:\s+(?:[a-z]|\d{1,2})(?=\s*[:.)–—]|\s+-|\s*$))?[\s:.)–—-]*(?P<title>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PaperOutline:
    """What the office writes of a paper: its title block and its text."""

    title: str
    body: str
    date: dt.date
    author: str
    classification: str
    contact: str
    text: str


@dataclass(frozen=True, slots=True)
class WrittenParagraph:
    """A paragraph as it was typed, with its number and the figures that it refers to."""

    number: int
    text: str
    figures: tuple[PaperFigure, ...]


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """A paper as composed.

    Parameters
    ----------
    document
        What it says.
    figures
        Every figure that it refers to, once each, in order.
    paragraphs
        The paragraphs as they were typed.
    gaps
        References that lead to nothing, each with why.
    """

    document: Document
    figures: tuple[PaperFigure, ...]
    paragraphs: tuple[WrittenParagraph, ...]
    gaps: tuple[str, ...]


@dataclass(slots=True)
class _Writer:
    """Numbers paragraphs, and puts figures in the place of references."""

    source: FigureSource
    number: int = 0
    figures: dict[str, PaperFigure] = field(default_factory=dict)
    paragraphs: list[WrittenParagraph] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    section: str = ""
    sections: OwnNames = field(default_factory=OwnNames)
    appendix_names: OwnNames = field(default_factory=OwnNames)
    paragraph_places: dict[str, Place] = field(default_factory=dict)
    # Names of tables and charts, by what places them.
    tables: dict[str, str] = field(default_factory=dict)
    charts: dict[str, str] = field(default_factory=dict)
    appendices: dict[str, str] = field(default_factory=dict)

    def blocks(self, piece: Piece) -> Iterator[Block]:
        """Yield what a piece of the text becomes."""
        match piece:
            case Heading(words, level):
                yield Heading(self._opened(self._filled(words)[0], level), level)
            case Paragraph(words):
                self.number += 1
                first, _ = self.paragraph_places.get(self.section, (self.number, 0))
                self.paragraph_places[self.section] = first, self.number
                yield Paragraph(f"{self.number}. {self._noted(words)}")
            case Bullets(items):
                yield Bullets(tuple(self._noted(item) for item in items))
            case Placed():
                yield self._placed(piece)

    def places(self, document: Document) -> Places:
        """Return where everything stands in the document."""
        numbers = Numbers.of(document)
        tables = {place: numbers.tables[name] for place, name in self.tables.items()}
        charts = {place: numbers.figures[name] for place, name in self.charts.items()}
        return Places(self.paragraph_places, tables, self.appendices, charts=charts)

    def with_places(self, block: Block, places: Places) -> Block:
        """Return a block with its cross-references printed; one to nothing is a gap."""
        try:
            return with_references(block, places)
        except BadInput as error:
            self.gaps.append(f"{error.message} {error.next_step}")
            return block

    def _opened(self, words: str, level: int) -> str:
        """Open the section of a heading, and give an appendix its letter."""
        if level > 2:
            return words
        match = _APPENDIX.match(words)
        if match is None:
            self._begin(place_name(words))
            return words
        title = match["title"]
        opened = f"Appendix {appendix_letter(len(self.appendices))}"
        name = place_name(title or opened)
        self._begin(name)
        self.appendices[self.appendix_names.add(name)] = opened.removeprefix("Appendix ")
        return f"{opened}: {title}" if title else opened

    def _begin(self, name: str) -> None:
        self.section = self.sections.add(name)

    def _noted(self, words: str) -> str:
        filled, own = self._filled(words)
        self.paragraphs.append(WrittenParagraph(self.number, words, own))
        return filled

    def _filled(self, words: str) -> tuple[str, tuple[PaperFigure, ...]]:
        parts: list[str] = []
        own: list[PaperFigure] = []
        end = 0
        for match in REFERENCE.finditer(words):
            parts.append(words[end : match.start()])
            end = match.end()
            try:
                figure = self.source.figure(match["path"], match["form"] or "")
            except NoFigure as error:
                self.gaps.append(f"{match[0]}: {error}")
                parts.append(f"[{NO_RECORD.lower().rstrip('.')}]")
            else:
                self.figures.setdefault(match[0], replace(figure, reference=match[0]))
                own.append(self.figures[match[0]])
                parts.append(figure.words)
        return "".join([*parts, words[end:]]), tuple(own)

    def _placed(self, place: Placed) -> Block:
        block: Table | Figure
        try:
            if place.kind == "list":
                return self.source.lines(place.name)
            if place.kind == "table":
                block = self.source.table(place.name)
            else:
                block = self.source.chart(place.name)
        except NoFigure as error:
            self.gaps.append(f"{place.reference}: {error}")
            return Inset(f"{NO_RECORD} {error}")
        if block.name in self.names:  # a table that stands twice is numbered twice
            block = replace(block, name=f"{block.name}-{len(self.names)}")
        self.names.add(block.name)
        placed = self.tables if place.kind == "table" else self.charts
        placed.setdefault(place_name(place.name), block.name)
        return block


def office_paper(outline: PaperOutline, source: FigureSource) -> OfficePaper:
    """Compose a paper from its text and the office's figures."""
    writer = _Writer(source)
    blocks = tuple(block for piece in pieces(outline.text) for block in writer.blocks(piece))
    facts = (
        ("Report date", day_words(outline.date)),
        ("Report author", outline.author),
        ("Security classification", outline.classification),
    )
    footer = ("End of report", f"Officer to contact: {outline.contact}")
    document = Document(outline.title, outline.body, facts, blocks, footer, outline.date)
    places = writer.places(document)
    document = replace(
        document, blocks=tuple(writer.with_places(block, places) for block in document.blocks)
    )
    figures = tuple(writer.figures.values())
    return OfficePaper(document, figures, tuple(writer.paragraphs), tuple(writer.gaps))
