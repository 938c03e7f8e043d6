"""What an import of a table is told: its layout, its name, and what the layout asks for."""

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


LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an import is told besides its file.

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
    """

    layout: str = ""
    text: str = ""
    table: str = ""
    answers: Mapping[str, str] | None = None

    def as_options(self) -> dict[str, str]:
        """Return it as plain JSON, to be kept with the file."""
        held = {"layout": self.layout, "text": self.text, "table": self.table}
        return {k: v for k, v in {**held, **(self.answers or {})}.items() if v}

    def check(self) -> None:
        """Raise ``BadInput`` at an answer that cannot be read."""
        answers = self.answers or {}
        for name in ("period", "counted_on"):
            try:
                Period.parse(answers.get(name, ""))
            except BadInput as error:
                raise BadInput(error.message, place=name, next_step=error.next_step) from None
        day(answers, "vintage")


def of(options: Mapping[str, str]) -> Asked:
    """Return what an import was told, from the options kept with its file."""
    answers = {name: options[name] for name in QUESTIONS if options.get(name)}
    return Asked(
        options.get("layout", ""), options.get("text", ""), options.get("table", ""), answers
    )


def every() -> list[Layout]:
    """Return the layouts that come along."""
    return [layouts.load(name) for name in layouts.names()]


@lru_cache(maxsize=64)
def own(text: str) -> Layout:
    """Return an office's own layout; raise ``BadInput`` for one at fault."""
    if len(text) > LONGEST:
        raise BadInput("the layout is too long.", place="own layout", next_step="Shorten it.")
    made = layouts.parse(text, place="own layout")
    if made.own_checks:
        try:
            of_table({"name": "it", **made.own_checks}, "own layout, [worked_out]")
        except (RecursionError, ValueError, MemoryError) as error:
            raise BadInput("a check is too long to be read.", place="own layout") from error
    return made


def stem(name: str) -> str:
    """Return a file's name as a table is called: ``contact-demand.csv`` → ``contact_demand``."""
    return PurePath(name).stem.casefold().replace("-", "_").replace(" ", "_")
