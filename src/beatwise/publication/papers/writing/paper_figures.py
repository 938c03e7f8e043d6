"""What a paper of the office may refer to: a figure as it is printed, a table, a chart."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Protocol

from beatwise.publication.formats.document import Bullets, Figure, Table


MOST_DIGITS = 9  # of the number of a record


class NoFigure(Exception):
    """What a paper refers to is not there; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class PaperFigure:
    """A figure that a paper prints.

    Parameters
    ----------
    reference
        As the text names it, in braces.
    words
        As it is printed.
    about
        What it is, in words.
    value, unit
        The number in full and its unit; empty for words and for what is hidden.
    period, area
        What it speaks of.
    source, as_known_on
        Where it came from, and the day on which it was known so (ISO), where known.
    change
        For a change its sign: ``more``, ``fewer``, ``same``; empty for other figures.
    hidden
        Whether the disclosure gate does not show it.
    """

    reference: str
    words: str
    about: str
    value: str = ""
    unit: str = ""
    period: str = ""
    area: str = ""
    source: str = ""
    as_known_on: str = ""
    change: str = ""
    hidden: bool = False

    def as_json(self) -> dict[str, object]:
        """Return it as plain JSON."""
        return asdict(self)


class FigureSource(Protocol):
    """Where a paper's figures come from; each raises ``NoFigure`` for what is not there."""

    def figure(self, path: str, form: str) -> PaperFigure:
        """Return the figure of a path, in a form such as ``change from last year``."""

    def table(self, name: str) -> Table:
        """Return a table by its name."""

    def lines(self, name: str) -> Bullets:
        """Return a list by its name, a line for each of its rows."""

    def chart(self, name: str) -> Figure:
        """Return a chart by its name, with the table of its points."""


def record_number(words: str) -> int:
    """Return the number of a record as a reference names it; 0, which none has, for other words."""
    is_number = words.isascii() and words.isdecimal() and len(words) <= MOST_DIGITS
    return int(words) if is_number else 0


def reference_of(path: str, form: str) -> str:
    """Return how a text refers to a path in a form."""
    return f"{{{path} | {form}}}" if form else f"{{{path}}}"
