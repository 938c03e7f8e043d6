"""What every kind of field answers: how it is read, printed, filed, sorted and worked with."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from fractions import Fraction

from beatwise.accountability.formulas.syntax import TEXT
from beatwise.accountability.formulas.working import Missing, Value
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


Cell = str | int | float | bool | None
BY_VALUE, BY_SHARE, BY_FIGURE = "value", "share", "figure"
BY_CHOICES, BY_HELD, BY_PART = "choices", "held", "part"


class FieldKind(ABC):
    """One kind of value.

    Attributes
    ----------
    name
        How definitions call it.
    means
        What its value is in a formula (``formulas.syntax``).
    computed
        Whether a formula can give it.
    column
        Whether it can be a column of a table of lines.
    numeric
        Whether pages align it as a number.
    places
        Decimal places of a column of numbers in a sheet; ``None`` where its cells are words.
    added
        Whether such values are added up.
    grouped
        Whether figures are made by it.
    narrows
        How a list is narrowed by it: among its own choices, among what records hold, or by one
        part of several; empty when not.
    order
        What a list sorts it by: what is held, a share, or the figure that stands first.
    """

    name = ""
    means = TEXT
    computed = True
    column = True
    numeric = False
    places: int | None = None
    added = False
    grouped = False
    narrows = ""
    order = BY_VALUE

    @abstractmethod
    def read(self, field: Field, entry: object) -> Cell:
        """Return what a record holds for an entry; raise ``BadInput`` that names the field."""

    def words(self, field: Field, value: Cell) -> str:
        """Return the words for what a record holds."""
        return str(value)

    def searched(self, field: Field, value: Cell) -> str:
        """Return the words by which a record is found."""
        return self.words(field, value)

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return what goes into a file: a number, or words that are read again."""
        return self.words(field, value)

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return what a form shows."""
        return value

    def for_api(self, field: Field, value: Cell) -> Cell:
        """Return what the API gives."""
        return value

    def in_line(self, field: Field, value: Cell) -> str:
        """Return a cell of a line as it stands in a file, so that it can be read again."""
        return self.words(field, value)

    def formula_value(self, field: Field, value: Cell) -> Value | Missing:
        """Return what a formula reads."""
        return str(value)

    def size(self, value: Cell) -> float | None:
        """Return the number that a bound is held against; ``None`` where there is none."""
        return None

    def size_words(self, field: Field, size: float) -> str:
        """Return a bound in words."""
        return self.words(field, size)

    def choices(self, field: Field) -> list[tuple[str, str]]:
        """Return what it is chosen among, each as it is sent and as it is called."""
        return []

    def faults(self, field: Field) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a field of this kind in a definition: in words, at which key."""
        yield from ()


def refusal(field: Field, words: str, next_step: str) -> BadInput:
    """Return the refusal of an entry: words about the field, or about what was entered."""
    return BadInput(
        f"{field.label} {words}." if not words.startswith("'") else f"{field.label}: {words}.",
        place=field.name,
        next_step=next_step,
    )


def entry_words(entry: object) -> str:
    """Return text as text; whole numbers from a sheet without a decimal point."""
    if isinstance(entry, float) and entry.is_integer():
        return str(int(entry))
    if isinstance(entry, dt.datetime | dt.date):
        return entry.isoformat()[:10]
    return str(entry)


def exact(value: Cell) -> Fraction:
    """Return a number that a record holds, exactly."""
    return Fraction(str(value))
