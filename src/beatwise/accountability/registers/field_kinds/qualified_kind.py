"""A number with the words that a paper puts around it: about, more than, provisional."""

from __future__ import annotations

import re

from beatwise.accountability.formulas.syntax import NUMBER
from beatwise.accountability.formulas.working import Missing, Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_FIGURE,
    Cell,
    FieldKind,
    exact,
    refusal,
)
from beatwise.accountability.registers.field_kinds.number_kind import decimal_of, plain_number
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import plain_characters
from beatwise.errors import BadInput


BEFORE = (
    "about", "around", "approximately", "almost", "nearly", "more than", "just over", "over",
    "at least", "less than", "just under", "under", "at most", "up to",
)  # fmt: skip
BEHIND = ("provisional", "estimated")
QUALIFIERS = (*BEFORE, *BEHIND)
_SIGNS = {"~": "about", "c.": "about", "circa": "about", ">": "more than", "<": "less than",
          "≥": "at least", "≤": "at most"}  # fmt: skip
_WORDS = "|".join(re.escape(words) for words in (*QUALIFIERS, *_SIGNS))
_LEADING = re.compile(rf"(?P<words>{_WORDS})\s*(?P<number>[-+£(.\d].*)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?P<number>.*\d)\s*[,(]?\s*(?P<words>{_WORDS})\s*\)?", re.IGNORECASE)
_IN_RECORDS = re.compile(r"(?P<number>\S+) \((?P<words>[^)]+)\)")


class QualifiedKind(FieldKind):
    """A number, held as one, or with its qualifier behind it: ``68000 (just over)``."""

    name = "qualified"
    means = NUMBER
    computed = False
    numeric = True
    order = BY_FIGURE

    def read(self, field: Field, entry: object) -> Cell:
        """Return the number with the qualifier that stands before or behind it."""
        if not isinstance(entry, str):
            return plain_number(field, entry, decimal_of(field, entry))
        words = " ".join(plain_characters(entry).split())
        match = _LEADING.fullmatch(words) or _TRAILING.fullmatch(words)
        figure = match["number"] if match else words
        try:
            number = plain_number(field, figure, decimal_of(field, figure))
        except BadInput:
            hint = f"Give a number, beside it no more than one of: {', '.join(QUALIFIERS)}."
            raise refusal(field, f"'{entry}' is not a number with its qualifier", hint) from None
        if match is None:
            return number
        qualifier = match["words"].lower()
        return f"{number} ({_SIGNS.get(qualifier, qualifier)})"

    def words(self, field: Field, value: Cell) -> str:
        """Return it as it is printed: ``just over 68,000``, ``1,204 (provisional)``."""
        number, qualifier = figure(value)
        if number is None:
            return str(value)
        if not qualifier:
            return f"{number:,}"
        return f"{qualifier} {number:,}" if qualifier in BEFORE else f"{number:,} ({qualifier})"

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return the number where it stands alone, else words that are read again."""
        number, qualifier = figure(value)
        return self.words(field, value) if qualifier or number is None else number

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return it as it is printed."""
        return self.words(field, value)

    def formula_value(self, field: Field, value: Cell) -> Value | Missing:
        """Return the number; nothing is worked out from one that is not exact."""
        number, qualifier = figure(value)
        if qualifier or number is None:
            return Missing(f"{field.label} is given as “{self.words(field, value)}”")
        return exact(number)

    def size(self, value: Cell) -> float | None:
        """Return the number, whatever stands around it."""
        return figure(value)[0]


def figure(value: Cell) -> tuple[int | float | None, str]:
    """Return the number that is held, and its qualifier; empty when it has none.

    There is no number in a text from before the field was one.
    """
    match = _IN_RECORDS.fullmatch(str(value))
    try:
        number = float(match["number"] if match else str(value))
    except ValueError:
        return None, ""
    return int(number) if number.is_integer() else number, match["words"] if match else ""
