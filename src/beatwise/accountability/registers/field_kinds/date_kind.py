"""Dates, held as ISO text, so that their order is that of the text."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.formulas.syntax import DATE
from beatwise.accountability.formulas.working import Value
from beatwise.accountability.registers.field_kinds.field_kind import Cell, FieldKind, refusal
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Unreadable, day_of
from beatwise.clock import day_words


class DateKind(FieldKind):
    """A day."""

    name = "date"
    means = DATE
    grouped = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return the day as ISO text; refuse what may be two days."""
        if isinstance(entry, dt.datetime):
            entry = entry.date()
        if isinstance(entry, dt.date):
            return entry.isoformat()
        try:
            day = day_of(str(entry))
        except Unreadable as error:
            raise refusal(field, error.message.removesuffix("."), error.next_step) from None
        if day is None:
            hint = "Write it as 2026-11-22 or 22/11/2026."
            raise refusal(field, f"'{entry}' is not a date", hint)
        return day.isoformat()

    def words(self, field: Field, value: Cell) -> str:
        """Return the day in words: ``22 November 2026``."""
        return day_words(dt.date.fromisoformat(str(value)))

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return ISO text, which no spreadsheet turns round."""
        return value

    def in_line(self, field: Field, value: Cell) -> str:
        """Return ISO text."""
        return str(value)

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return the day."""
        return dt.date.fromisoformat(str(value))
