"""A period: a run of months or a day, understood as it is printed and held as ISO text."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.measures import period
from beatwise.accountability.measures.period import Period
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_HELD,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.clock import Month
from beatwise.errors import BadInput


_YEARS, _QUARTERS = 4, 8


class PeriodKind(FieldKind):
    """A period, held as ``2025-07:2026-06``, so that lists sort it by when it begins."""

    name = "period"
    computed = False
    grouped = True
    narrows = BY_HELD

    def read(self, field: Field, entry: object) -> Cell:
        """Return the period as ISO text; refuse what names none."""
        try:
            spans = Period.parse(entry_words(entry))
        except BadInput as error:
            hint = error.next_step or "Write it as it is printed."
            raise refusal(field, error.message.removesuffix("."), hint) from None
        return str(spans) or None

    def words(self, field: Field, value: Cell) -> str:
        """Return the period in words; a text from before the field was one stays as it is."""
        try:
            spans = Period.parse(str(value))
        except BadInput:
            return str(value)
        return spans.words if str(spans) == value else str(value)

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return the period in words, as it is chosen."""
        return self.words(field, value)

    def formula_value(self, field: Field, value: Cell) -> str:
        """Return the period in words."""
        return self.words(field, value)


def known_periods(today: dt.date) -> list[str]:
    """Return the periods that an office speaks of, in words: quarters and years, newest first."""
    quarters = [period.quarter_of(today)]
    month = Month(today.year * 12 + today.month - 1)
    start = month.year if month.month >= 4 else month.year - 1
    while len(quarters) < _QUARTERS:
        first = quarters[-1].first
        assert first is not None  # a quarter has months
        quarters.append(period.months(first - 3, first - 1))
    years = [period.financial_year(start - back) for back in range(_YEARS)]
    return [each.words for each in (*quarters, *years)]
