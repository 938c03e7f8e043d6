"""The blocks of a recipe: words, headings, lists and tables made from rows, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph with references.

    ``otherwise`` stands in its place when a figure is not there; ``unless_answered`` leaves that
    out where the office's own words answer the request.
    """

    text: str
    otherwise: str = ""
    unless_answered: bool = False


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading within a part."""

    text: str


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of a table of rows: its heading, the form, and where its cells come from.

    That is a ``path`` within the row, or a ``formula`` over the row's other fields, as those that
    check printed tables are written: ``change(y2024, y2025)``.
    """

    heading: str
    path: str = ""
    form: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table made from a list in a result; ``otherwise`` when there is none.

    Parameters
    ----------
    where
        A row that holds nothing at this path is left out.
    only
        Texts that a row must hold, by field.
    total
        The word of a last row that adds up the columns of numbers; empty for none.
    item
        In place of columns: each row is a line of a list, these words filled from it.
    """

    name: str
    caption: str
    rows: str
    columns: tuple[RowColumn, ...]
    otherwise: str = ""
    where: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    total: str = ""
    item: str = ""
    note: str = ""


RecipeBlock = Words | Subheading | Rows
