"""A recipe: what a paper answers, and the words and tables that answer it, as a readable file.

Words hold references, ``{measure.patrol_hours | 0}``, to figures of results; nothing is typed in.
``docs/reference/paper-recipes.md`` describes the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from beatwise import data
from beatwise.errors import MissingData
from beatwise.fields import Fields, document
from beatwise.publication.papers.recipe_blocks import (
    RecipeBlock,
    RowColumn,
    Rows,
    Subheading,
    Words,
)


PANEL = "Police and crime panel"
_SOURCE = re.compile(r"(?:\{\s*|\b(?:rows|each)\s*=\s*\")(?P<source>[\w-]+)\.")
_OWN = frozenset({"figure", "it"})  # what the recipe works out, and the row at hand


@dataclass(frozen=True, slots=True)
class Request:
    """One question that the paper answers, by its letter."""

    letter: str
    asks: str


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the paper; one that is no appendix begins in words.

    Parameters
    ----------
    answers
        The letter of the request that it answers, if any.
    name
        What cross-references call it.
    appendix
        Whether it stands after the numbered parts, with a letter of its own.
    each
        The path of a list: the part is made once for each row, and its words and tables may refer
        to that row as ``it``.
    """

    heading: str
    answers: str
    blocks: tuple[RecipeBlock, ...]
    name: str = ""
    appendix: bool = False
    each: str = ""


@dataclass(frozen=True, slots=True)
class ComputedFigure:
    """A figure that the recipe works out: ``figure.NAME``, by a formula over tables.

    ``only`` are texts by field: rows of tables with these fields must hold them.
    """

    name: str
    formula: str
    only: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one kind of paper says, in the house order.

    ``requests`` are what the panel asked, each with a part that answers it; ``questions`` what the
    panel is asked instead. ``reader`` is for whom it is written; ``sources`` are the results that
    it refers to, by name: ``office`` the office's records.
    """

    name: str
    title: str
    author_role: str
    classification: str
    purpose: str
    summary: tuple[Words, ...]
    requests: tuple[Request, ...]
    parts: tuple[Part, ...]
    contact_role: str
    reader: str = PANEL
    questions: tuple[Request, ...] = ()
    figures: tuple[ComputedFigure, ...] = ()
    sources: frozenset[str] = frozenset()


def names() -> list[str]:
    """Return the names of the recipes that come with Beatwise."""
    return data.names("papers")


def load(name: str) -> Recipe:
    """Return a recipe that comes with Beatwise; raise ``MissingData`` when there is none."""
    if name not in names():
        raise MissingData(
            "there is no such recipe.",
            place=name,
            next_step=f"Use one of: {', '.join(names())}; or name a file of your own.",
        )
    return parse(data.text("papers", f"{name}.toml"), place=f"{name}.toml")


def parse(text: str, *, place: str) -> Recipe:
    """Read a recipe; raise ``BadInput`` with every fault, its key and line."""
    with document(text, place, decimals=False) as content:
        content.only(
            "format", "name", "title", "author_role", "classification", "purpose", "summary",
            "request", "part", "contact_role", "reader", "question", "figure",
        )  # fmt: skip
        content.exactly("format", 1)
        requests = content.each("request", _request)
        recipe = Recipe(
            content.name("name"),
            content.text("title"),
            content.text("author_role"),
            content.text("classification"),
            content.text("purpose"),
            content.each("summary", _words),
            requests,
            content.each("part", lambda part: _part(part, {each.letter for each in requests})),
            content.text("contact_role"),
            content.text("reader", PANEL),
            content.each("question", _request),
            content.each("figure", _figure),
            frozenset(_SOURCE.findall(text)) - _OWN,
        )
        unanswered = {each.letter for each in requests} - {part.answers for part in recipe.parts}
        if unanswered:
            content.fault("part", f"no part answers request {', '.join(sorted(unanswered))}")
    return recipe


def _request(fields: Fields) -> Request:
    fields.only("letter", "asks")
    return Request(fields.text("letter"), fields.text("asks"))


def _words(fields: Fields) -> Words:
    fields.only("text", "otherwise", "unless_answered")
    unless_answered = fields.flag("unless_answered", default=False)
    return Words(fields.text("text"), fields.optional_text("otherwise"), unless_answered)


def _figure(fields: Fields) -> ComputedFigure:
    fields.only("name", "formula", "only")
    return ComputedFigure(fields.name("name"), fields.text("formula"), _only(fields))


def _only(fields: Fields) -> dict[str, str]:
    only = fields.optional_table("only")
    return {key: only.text(key) for key in only.data}


def _part(fields: Fields, letters: set[str]) -> Part:
    fields.only("heading", "answers", "block", "name", "appendix", "each")
    answers = fields.optional_text("answers")
    if answers and answers not in letters:
        fields.fault("answers", f"there is no request '{answers}'")
    blocks = fields.each("block", _block)
    appendix = fields.flag("appendix", default=False)
    if not blocks or (isinstance(blocks[0], Rows) and not appendix):
        fields.fault("block", "a part begins with words, so that it can be referred to")
    return Part(
        fields.text("heading"),
        answers,
        blocks,
        fields.optional_text("name"),
        appendix,
        fields.optional_text("each"),
    )


def _block(fields: Fields) -> RecipeBlock:
    if fields.has("heading"):
        fields.only("heading")
        return Subheading(fields.text("heading"))
    if not fields.has("rows"):
        return _words(fields)
    fields.only(
        "name", "caption", "rows", "column", "otherwise", "where", "only", "total", "item", "note"
    )
    columns = fields.each("column", _column)
    if bool(columns) == fields.has("item"):
        fields.fault("column", "a table has columns, and a list of lines an item")
    return Rows(
        fields.name("name"),
        fields.optional_text("caption"),
        fields.text("rows"),
        columns,
        fields.optional_text("otherwise"),
        fields.optional_text("where"),
        _only(fields),
        fields.optional_text("total"),
        fields.optional_text("item"),
        fields.optional_text("note"),
    )


def _column(fields: Fields) -> RowColumn:
    fields.only("heading", "path", "form", "formula")
    if fields.has("path") == fields.has("formula"):
        fields.fault("path", "a column has a path or a formula")
    return RowColumn(
        fields.text("heading"),
        fields.optional_text("path"),
        fields.optional_text("form"),
        fields.optional_text("formula"),
    )
