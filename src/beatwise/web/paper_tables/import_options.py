"""How a table is to be read: its layout, its name, and what the layout asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from beatwise.accountability.measures.period import Period
from beatwise.accountability.reconcile.specification import of_table
from beatwise.accountability.row_reader import day
from beatwise.accountability.tables import layout as layouts
from beatwise.accountability.tables.column_rules import QUESTIONS
from beatwise.accountability.tables.layout import Layout
from beatwise.errors import BadInput
from beatwise.web.imports.batches import DATES


LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person says of a table besides its file.

    Parameters
    ----------
    layout
        The name of a layout that comes along; empty to guess it from the headings.
    text
        The document of an office's own layout, used instead.
    table
        The table's name in findings, where it is not the layout's or the file's.
    answers
        What the layout asks for: ``period``, ``counted_on``, ``vintage``; absent when not stated.
    dates
        Which of day and month stands first (``DayOrder``), where the file does not say.
    """

    layout: str = ""
    text: str = ""
    table: str = ""
    answers: Mapping[str, str] | None = None
    dates: str = ""

    def as_options(self) -> dict[str, str]:
        """Return them as plain JSON, to be stored with the file."""
        choices = {"layout": self.layout, "text": self.text, "table": self.table}
        choices[DATES] = self.dates
        return {k: v for k, v in {**choices, **(self.answers or {})}.items() if v}

    def check(self) -> None:
        """Raise ``BadInput`` at an answer that cannot be read."""
        answers = self.answers or {}
        for name in ("period", "counted_on"):
            try:
                Period.parse(answers.get(name, ""))
            except BadInput as error:
                raise BadInput(error.message, place=name, next_step=error.next_step) from None
        day(answers, "vintage")


def of(options: Mapping[str, str]) -> ImportOptions:
    """Return how a table is to be read, from the options stored with its file."""
    answers = {name: options[name] for name in QUESTIONS if options.get(name)}
    return ImportOptions(
        options.get("layout", ""),
        options.get("text", ""),
        options.get("table", ""),
        answers,
        options.get(DATES, ""),
    )


def shipped_layouts() -> list[Layout]:
    """Return the layouts that come along."""
    return [layouts.load(name) for name in layouts.names()]


def candidates(options: ImportOptions) -> list[Layout]:
    """Return the layouts that may read a table: the office's own, the named one, or all."""
    if options.text:
        return [own(options.text)]
    return [layouts.load(options.layout)] if options.layout else shipped_layouts()


def layout_of(options: ImportOptions) -> Layout:
    """Return the one layout that read a table, as it was settled when the table came in."""
    return own(options.text) if options.text else layouts.load(options.layout or "printed")


def table_name(options: ImportOptions, layout: Layout, file: str) -> str:
    """Return what a table is called in findings."""
    return options.table or layout.table or stem(file)


@lru_cache(maxsize=64)
def own(text: str) -> Layout:
    """Return an office's own layout; raise ``BadInput`` for one at fault."""
    if len(text) > LONGEST:
        raise BadInput("the layout is too long.", place="own layout", next_step="Shorten it.")
    layout = layouts.parse(text, place="own layout")
    if layout.own_checks:
        try:
            of_table({"name": "it", **layout.own_checks}, "own layout, [worked_out]")
        except (RecursionError, ValueError, MemoryError) as error:
            raise BadInput("a check is too long to be read.", place="own layout") from error
    return layout


def stem(name: str) -> str:
    """Return a file's name as a table is called: ``contact-demand.csv`` → ``contact_demand``."""
    return PurePath(name).stem.casefold().replace("-", "_").replace(" ", "_")
