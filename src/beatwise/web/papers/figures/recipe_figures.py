"""The office's records as recipes name them: ``{office.actions.complete | 0}``, and their tables.

``{figure.RECIPE.NAME}`` is what a recipe works out, ``{table: RECIPE NAME}`` a table of it and
``{list: RECIPE NAME}`` a list; where a part is made once for each of a list,
``{table: RECIPE NAME 2}`` is the table of the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from beatwise.publication.formats.document import Bullets, Table
from beatwise.publication.papers import recipe, row_tables
from beatwise.publication.papers.compose import (
    FIGURE,
    OFFICE,
    OFFICE_KEEPS,
    PROGRAMME,
    worked_out,
)
from beatwise.publication.papers.figure_book import FigureBook, Missing, Result
from beatwise.publication.papers.recipe import Part
from beatwise.publication.papers.recipe_blocks import Rows
from beatwise.publication.papers.shipped_evidence import EVIDENCE, shipped_evidence
from beatwise.publication.papers.writing.paper_figures import (
    NoFigure,
    PaperFigure,
    record_number,
    reference_of,
)
from beatwise.publication.published import CONFIDENTIAL
from beatwise.web.history.cache import remembered
from beatwise.web.paper_figures.office_book import office_results


T = TypeVar("T", Table, Bullets)
SOURCE = "The office's records"
NAMES = (*OFFICE_KEEPS, EVIDENCE, FIGURE)  # what a path of a recipe begins with


@remembered(most=4)
def records(day: dt.date) -> dict[str, Result]:
    """Return the office's records on a day, as recipes refer to them, and the shipped studies."""
    return {EVIDENCE: shipped_evidence(), **office_results(day)}


class RecipeFigures:
    """What recipes refer to on one day; each recipe's figures are worked out once."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self._books: dict[str, FigureBook] = {}

    def book(self, name: str = "") -> FigureBook:
        """Return the office's figures, with those that a recipe of this name works out."""
        if name not in self._books:
            book = FigureBook(records(self._day))
            if name:
                worked_out(recipe.load(name), book)
            self._books[name] = book
        return self._books[name]

    def figure(self, path: str, form: str) -> PaperFigure:
        """Return a figure of the records, or one that a recipe works out; raise ``NoFigure``."""
        own, inside = "", path
        if path.startswith(f"{FIGURE}."):
            _, own, last = (*path.split(".", 2), "", "")[:3]
            inside = f"{FIGURE}.{last}"
            _check_name(own)
        book = self.book(own)
        try:
            value, words = book.value(inside), book.words(inside, form)
        except Missing:
            raise NoFigure(f"The office has no record at '{path}'.") from None
        number = "" if isinstance(value, str) else str(value)
        source = _source(book, inside.partition(".")[0])
        return PaperFigure(
            reference_of(path, form), words, path.replace(".", ", "), number,
            source=source, hidden=CONFIDENTIAL in words,
        )  # fmt: skip

    def table(self, words: str) -> Table:
        """Return a table of a recipe: ``plan-delivery-update progress``; raise ``NoFigure``."""
        return self._laid_out(words, "table", row_tables.table)

    def lines(self, words: str) -> Bullets:
        """Return a list of a recipe, named as a table is; raise ``NoFigure``."""
        return self._laid_out(words, "list", row_tables.lines)

    def _laid_out(self, words: str, kind: str, lay_out: Callable[[Rows, FigureBook], T]) -> T:
        own, _, rest = words.partition(" ")
        name, _, place = rest.partition(" ")
        _check_name(own)
        book = self.book(own)
        for part, rows in tables(own):
            is_kind = bool(rows.item) == (kind == "list")
            if rows.name == name and is_kind and bool(part.each) == bool(place):
                try:
                    book.row = _row(book, part, place) if place else None
                    return lay_out(rows, book)
                except Missing:
                    raise NoFigure(
                        rows.otherwise or f"{rows.caption or rows.name} has no row."
                    ) from None
        raise NoFigure(f"The recipe {own} has no {kind} '{rest}'.")


def tables(name: str) -> Iterator[tuple[Part, Rows]]:
    """Yield the tables and lists of a recipe, each with its part."""
    for part in recipe.load(name).parts:
        for block in part.blocks:
            if isinstance(block, Rows):
                yield part, block


def _source(book: FigureBook, name: str) -> str:
    """Return where a figure comes from: the records, or the file of a command that was taken in."""
    result = book.results[name]
    return SOURCE if name in (OFFICE, FIGURE, PROGRAMME) else f"{result.file}, {result.sha256[:16]}"


def _check_name(name: str) -> None:
    if name not in recipe.names():
        raise NoFigure(f"There is no recipe '{name}'. There are: {', '.join(recipe.names())}.")


def _row(book: FigureBook, part: Part, place: str) -> object:
    rows = book.value(part.each)
    at = record_number(place)
    if isinstance(rows, list | tuple) and 1 <= at <= len(rows):
        return rows[at - 1]
    raise Missing(part.each)
