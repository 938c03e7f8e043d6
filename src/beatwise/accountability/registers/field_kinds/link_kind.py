"""A link: to a record of a register, held as its number, or to any page of the office."""

from __future__ import annotations

import re

from beatwise.accountability.formulas.working import Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    Cell,
    FieldKind,
    entry_words,
    exact,
    refusal,
)
from beatwise.accountability.registers.field_kinds.text_kind import TextKind
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Unreadable, number_of


_PAGE = re.compile(r"/(?:[A-Za-z0-9_.-]+/)*(?:[?][A-Za-z0-9_=&.+-]+)?")


class LinkKind(FieldKind):
    """The number of the record that it leads to."""

    name = "link"
    means = "link"
    column = False
    computed = False
    places = 0
    grouped = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return the number of ``12``, or of ``12: its heading``."""
        try:
            words = entry_words(entry).partition(":")[0]
            number = None if isinstance(entry, bool) else number_of(words)
        except Unreadable:
            number = None
        if number is None or number != number.to_integral_value() or not 0 < number < 2**31:
            raise refusal(field, f"'{entry}' is not the number of a record", "Give its number.")
        return int(number)

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return the number."""
        return value

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return the number."""
        return exact(value)


class PageKind(TextKind):
    """A page of the office by its address, held without the name of the site: ``/patrols/1/``."""

    name = "page"
    computed = False

    def read(self, field: Field, entry: object) -> Cell:
        """Return the address; refuse what leads out of the office."""
        words = entry_words(entry).strip()
        if not _PAGE.fullmatch(words):
            step = "Give what the browser shows behind the office's name: /patrols/1/."
            raise refusal(field, f"'{words}' is no page of the office", step)
        return words
