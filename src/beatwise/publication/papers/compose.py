"""Compose a paper: a recipe, the figures it refers to, and the office's own answers, as a document.

The house order: title block, purpose, request, summary, numbered parts, appendices, end of report,
contact. Paragraphs are numbered through, those of an appendix by its letter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beatwise.accountability.reconcile.printed_table import PrintedTable, from_rows
from beatwise.clock import day_words
from beatwise.publication.formats.document import (
    Block,
    Bullets,
    Column,
    Document,
    Heading,
    Inset,
    Table,
)
from beatwise.publication.papers import computed_values
from beatwise.publication.papers.cross_references import (
    Places,
    appendix_letter,
    numbers,
    with_references,
)
from beatwise.publication.papers.figure_book import FigureBook, Missing, Result
from beatwise.publication.papers.filled_words import filled
from beatwise.publication.papers.paper_writer import PaperWriter
from beatwise.publication.papers.recipe import Part, Recipe
from beatwise.publication.papers.recipe_blocks import Rows


# The office's own records, what the recipe works out, and what else an office keeps by a name.
OFFICE, FIGURE = "office", "figure"
EVALUATE, MEASURE, PROGRAMME = "evaluate", "measure", "programme"
OFFICE_KEEPS = (OFFICE, EVALUATE, MEASURE, PROGRAMME)


@dataclass(slots=True)
class Paper:
    """A paper as composed.

    Parameters
    ----------
    document
        What it says.
    gaps
        What it could not say, for want of a figure: the words that stand there instead.
    paragraphs
        The numbers of the first and last paragraph of each part that answers a request.
    """

    document: Document
    gaps: list[str]
    paragraphs: dict[str, tuple[int, int]]


def compose(
    recipe: Recipe,
    book: FigureBook,
    date: dt.date,
    *,
    answers: Mapping[str, Sequence[str]] | None = None,
) -> Paper:
    """Compose the paper of a recipe.

    Parameters
    ----------
    recipe
        What it says.
    book
        The figures.
    date
        The date of the report.
    answers
        The office's own paragraphs by letter of request or name of part, which stand first in the
        part; they may refer to figures too.
    """
    worked_out(recipe, book)
    writer = PaperWriter(book)
    _open(writer, recipe)
    own = answers or {}
    answered: dict[str, tuple[int, int]] = {}
    named: dict[str, tuple[int, int]] = {}
    for part in recipe.parts:
        if part.appendix:
            continue
        first = writer.number + 1
        _write_part(writer, part, [*own.get(part.answers, ()), *own.get(part.name, ())])
        if part.answers:
            answered[part.answers] = (first, writer.number)
        if part.name:
            named[part.name] = (first, writer.number)
    letters = _write_appendices(writer, recipe)
    index = [_index(recipe, answered)] if recipe.requests else []
    places = Places.by_name(
        named | answered, writer.table_numbers(), letters, _recipe_tables(recipe)
    )
    blocks = [with_references(block, places) for block in [*writer.blocks, *index]]
    return Paper(_document(recipe, blocks, date), writer.gaps, answered)


def with_note(paper: Paper, findings: Sequence[str], note: str) -> Paper:
    """Return a paper that prints at its end which figures do not follow, and what is known."""
    blocks = (Heading("Figures that do not follow"), Inset(note), Bullets(tuple(findings)))
    document = replace(paper.document, blocks=(*paper.document.blocks, *blocks))
    return replace(paper, document=document)


def worked_out(recipe: Recipe, book: FigureBook) -> None:
    """Put what the recipe works out into the book; a figure that lacks a cell is not there."""
    office = book.results.get(OFFICE)
    if not recipe.figures or office is None:
        return
    tables = _tables(office.values)
    figures: dict[str, object] = {}
    for each in recipe.figures:
        try:
            figures[each.name] = computed_values.of_tables(each.formula, tables, each.only)
        except Missing:
            continue
    own = Result(figures, f"{recipe.name}.toml", office.sha256)
    book.results = {**book.results, FIGURE: own}


def _tables(values: Mapping[str, object]) -> dict[str, PrintedTable]:
    tables = values.get("tables")
    known = tables if isinstance(tables, Mapping) else {}
    return {
        name: from_rows(name, table["rows"], label=table.get("label", ""))
        for name, table in known.items()
    }


def _open(writer: PaperWriter, recipe: Recipe) -> None:
    writer.heading("Purpose of report")
    writer.paragraph(filled(recipe.purpose, writer.book))
    if recipe.requests:
        writer.heading("Request of the panel")
        writer.paragraph("The panel asked for:")
        writer.blocks.append(Bullets(tuple(f"{r.letter}. {r.asks}" for r in recipe.requests)))
    if recipe.questions:
        writer.heading("Request of the panel")
        writer.paragraph("The panel is asked to examine this report, and in particular:")
        writer.blocks.append(Bullets(tuple(f"{q.letter}. {q.asks}" for q in recipe.questions)))
    if recipe.summary:
        writer.heading("Summary")
        for words in recipe.summary:
            writer.words(words)


def _write_part(writer: PaperWriter, part: Part, own: Sequence[str]) -> None:
    heading = f"{part.answers}. {part.heading}" if part.answers else part.heading
    if not part.each:
        writer.heading(heading)
        writer.part(part.blocks, own)
        return
    try:
        rows = writer.book.value(part.each)
    except Missing:
        return
    for row in rows if isinstance(rows, list | tuple) else ():
        writer.book.row = row
        writer.heading(filled(heading, writer.book))
        writer.part(part.blocks, own)
    writer.book.row = None


def _write_appendices(writer: PaperWriter, recipe: Recipe) -> dict[str, str]:
    """Write the appendices and return their letters by name."""
    letters: dict[str, str] = {}
    appendices = [part for part in recipe.parts if part.appendix]
    for at, part in enumerate(appendices):
        letter = appendix_letter(at)
        writer.heading(f"Appendix {letter}: {part.heading}")
        writer.begin_appendix(letter)
        writer.part(part.blocks, ())
        letters[part.name or letter] = letter
    return letters


def _recipe_tables(recipe: Recipe) -> frozenset[str]:
    blocks = (block for part in recipe.parts for block in part.blocks)
    return frozenset(block.name for block in blocks if isinstance(block, Rows))


def _document(recipe: Recipe, blocks: Sequence[Block], date: dt.date) -> Document:
    facts = (
        ("Report date", day_words(date)),
        ("Report author", recipe.author_role),
        ("Security classification", recipe.classification),
    )
    footer = ("End of report", f"Officer to contact: {recipe.contact_role}")
    return Document(recipe.title, recipe.reader, facts, tuple(blocks), footer, date)


def _index(recipe: Recipe, places: Mapping[str, tuple[int, int]]) -> Table:
    rows = tuple((each.letter, each.asks, numbers(places[each.letter])) for each in recipe.requests)
    columns = (Column("Request"), Column("What was asked"), Column("Answered in"))
    return Table("requests", "Where each request is answered", columns, rows)
