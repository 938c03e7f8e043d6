"""A recipe as the first draft of a paper: its words, with references to the office's records.

A sentence whose figures are there stays as the recipe has it, references and all, so that the draft
follows the records until it is released. One whose figures are not there, as those of a command's
results, stands as a line to be replaced that says who provides them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from beatwise import data
from beatwise.errors import BadInput
from beatwise.publication.papers.compose import FIGURE
from beatwise.publication.papers.cross_references import (
    CROSS_REFERENCE,
    NO_TABLE,
    OwnNames,
    in_sentence,
    place_name,
)
from beatwise.publication.papers.figure_book import ROW, FigureBook, Missing
from beatwise.publication.papers.filled_words import REFERENCE, filled
from beatwise.publication.papers.recipe import Part, Recipe, load
from beatwise.publication.papers.recipe_blocks import Rows, Subheading, Words
from beatwise.publication.papers.writing.paper_figures import NoFigure
from beatwise.web.papers.figures.recipe_figures import RecipeFigures


PURPOSE, REQUEST, SUMMARY = "Purpose of report", "Request of the panel", "Summary"
UNWRITTEN = "[To be written]"
_ROW_START, _FIGURE_START = (rf"\{{\s*{name}\." for name in (ROW, FIGURE))
_OWN_ROW, _OWN_FIGURE = re.compile(_ROW_START), re.compile(_FIGURE_START)


def recipes() -> dict[str, str]:
    """Return the titles of the recipes that come with Beatwise, by name."""
    return {name: load(name).title for name in data.names("papers")}


def text_of(name: str, day: dt.date) -> str:
    """Return a recipe as text to begin with on a day; raise ``MissingData`` for an unknown one."""
    return "\n\n".join(_Draft(load(name), RecipeFigures(day)).pieces()) + "\n"


class _Draft:
    """Turns the blocks of a recipe into lines of a paper's text."""

    def __init__(self, recipe: Recipe, figures: RecipeFigures) -> None:
        self._recipe, self._figures = recipe, figures
        self._book: FigureBook = figures.book(recipe.name)
        self._headings = _headings(recipe)

    def pieces(self) -> Iterator[str]:
        """Yield headings, paragraphs, lists and places of tables."""
        recipe = self._recipe
        yield f"## {PURPOSE}"
        yield self._words(Words(recipe.purpose)) or UNWRITTEN
        if recipe.requests:
            yield f"## {REQUEST}"
            yield "The panel asked for:"
            yield "\n".join(f"- {each.letter}. {each.asks}" for each in recipe.requests)
        if recipe.questions:
            yield f"## {REQUEST}"
            yield "The panel is asked to examine this report, and in particular:"
            yield "\n".join(f"- {each.letter}. {each.asks}" for each in recipe.questions)
        yield f"## {SUMMARY}"
        for words in recipe.summary:
            yield from filter(None, [self._words(words)])
        for part in _in_order(recipe):
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[str]:
        if not part.each:
            yield f"## {_heading(part)}"
            yield from self._blocks(part)
            return
        rows = self._rows(part.each)
        for place, row in enumerate(rows, start=1):
            self._book.row = row
            yield f"## {self._heading(part.heading)}"
            yield from self._blocks(part, place)
        self._book.row = None

    def _rows(self, path: str) -> list[object]:
        try:
            rows = self._book.value(path)
        except Missing:
            return []
        return list(rows) if isinstance(rows, list | tuple) else []

    def _blocks(self, part: Part, place: int = 0) -> Iterator[str]:
        for block in part.blocks:
            match block:
                case Words():
                    yield from filter(None, [self._words(block)])
                case Subheading(text):
                    yield f"### {self._heading(text)}"
                case Rows():
                    yield from filter(None, [self._placed(block, place)])

    def _words(self, words: Words) -> str:
        """Return a paragraph; a line to be replaced, or nothing, where a figure is not there."""
        text = words.text
        try:
            if self._book.row is not None and _OWN_ROW.search(text):
                text = filled(text, self._book)
            filled(text, self._book)
        except (Missing, BadInput):
            return _to_write(words.otherwise)
        own = f"{{{FIGURE}.{self._recipe.name}."
        return self._cross_references(_OWN_FIGURE.sub(own, text))

    def _cross_references(self, text: str) -> str:
        def rewritten(match: re.Match[str]) -> str:
            kind, name = match["kind"], match["name"]
            if kind == "table":
                table = f"{self._recipe.name} {name}"
                there = self._is_there(self._figures.table, table)
                return f"{{table: {table}}}" if there else in_sentence(NO_TABLE, match)
            heading = self._headings.get(place_name(name), name)  # of none: a gap of the paper
            return f"{{{kind}: {heading}}}"

        return CROSS_REFERENCE.sub(rewritten, text)

    def _heading(self, text: str) -> str:
        """Return a heading with what it says of the row at hand."""
        if self._book.row is None:
            return text
        try:
            return filled(text, self._book)
        except (Missing, BadInput):
            return REFERENCE.sub(UNWRITTEN, text)

    def _placed(self, rows: Rows, place: int) -> str:
        """Return what places a table or a list; a line to be replaced where it has no row."""
        name = f"{self._recipe.name} {rows.name}" + (f" {place}" if place else "")
        if not self._is_there(self._figures.lines if rows.item else self._figures.table, name):
            return _to_write(rows.otherwise)
        return f"{{{'list' if rows.item else 'table'}: {name}}}"

    def _is_there(self, lay_out: Callable[[str], object], name: str) -> bool:
        row = self._book.row
        try:
            lay_out(name)
        except NoFigure:
            return False
        finally:
            self._book.row = row
        return True


def _headings(recipe: Recipe) -> Mapping[str, str]:
    """Return what a cross-reference calls each part, by the recipe's own name and letter."""
    headings: dict[str, str] = {}
    asks = [REQUEST for points in (recipe.requests, recipe.questions) if points]
    sections, appendices = OwnNames(), OwnNames()
    for opening in (PURPOSE, *asks, SUMMARY):
        sections.add(place_name(opening))
    for part in _in_order(recipe):
        names = appendices if part.appendix else sections
        heading = names.add(place_name(part.heading if part.appendix else _heading(part)))
        headings |= {place_name(name): heading for name in (part.name, part.answers) if name}
    return headings


def _in_order(recipe: Recipe) -> list[Part]:
    return sorted(recipe.parts, key=lambda each: each.appendix)


def _heading(part: Part) -> str:
    if part.appendix:
        return f"Appendix: {part.heading}"
    return f"{part.answers}. {part.heading}" if part.answers else part.heading


def _to_write(otherwise: str) -> str:
    return f"[To be written: {otherwise}]" if otherwise else ""
