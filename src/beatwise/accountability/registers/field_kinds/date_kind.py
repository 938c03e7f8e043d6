"""Dates, held as ISO text, so that their order is that of the text.

A field may say that its date stands for a whole month or quarter (``Field.whole``). Such a date is
chosen, understood and shown as a period is printed, and held as the first day of it, so that
clocks, figures and rules go on counting from a day.
"""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.formulas.syntax import DATE
from beatwise.accountability.formulas.working import Value
from beatwise.accountability.measures import period
from beatwise.accountability.measures.period import Period
from beatwise.accountability.registers.field_kinds.field_kind import (
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import Unreadable, day_of
from beatwise.clock import Month, day_words
from beatwise.errors import BadInput


WHOLE_MONTHS = {"month": 1, "quarter": 3}  # how many months each is that a date can stand for
WHOLE_EXAMPLES = {"month": "January 2026 or 2026-01", "quarter": "Q4 2025/26 or 2026-01:2026-03"}
_OFFERED = {"month": 12, "quarter": 8}


class DateKind(FieldKind):
    """A day, or the month or quarter that begins with it."""

    name = "date"
    means = DATE
    grouped = True

    def read(self, field: Field, entry: object) -> Cell:
        """Return the day as ISO text; refuse what may be two days."""
        if isinstance(entry, dt.datetime):
            entry = entry.date()
        if field.whole:
            return _first_day(field, entry).isoformat()
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
        """Return it in words: ``22 November 2026``, ``January 2026``, ``2025/26 Q4``."""
        day = dt.date.fromisoformat(str(value))
        span = _beginning(field, day)
        return span.words if span else day_words(day)

    def for_file(self, field: Field, value: Cell) -> Cell:
        """Return ISO text, which no spreadsheet turns round, or a whole month or quarter in words.

        For a month ISO text would do no better: a spreadsheet turns 2026-01 into a date, too.
        """
        return self.words(field, value) if field.whole else value

    def for_form(self, field: Field, value: Cell) -> Cell:
        """Return ISO text, or a whole month or quarter in words, as it is chosen."""
        return self.for_file(field, value)

    def for_api(self, field: Field, value: Cell) -> Cell:
        """Return ISO text, or a whole month or quarter in words."""
        return self.for_file(field, value)

    def in_line(self, field: Field, value: Cell) -> str:
        """Return it as it stands in a file."""
        return str(self.for_file(field, value))

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return the day."""
        return dt.date.fromisoformat(str(value))


def known_wholes(whole: str, today: dt.date) -> list[str]:
    """Return the months or quarters that an office speaks of, in words, the newest first."""
    length = WHOLE_MONTHS[whole]
    newest = Month.of(period.quarter_of(today).starts or today) if length > 1 else Month.of(today)
    firsts = [newest - length * back for back in range(_OFFERED[whole])]
    return [period.months(first, first + (length - 1)).words for first in firsts]


def _first_day(field: Field, entry: object) -> dt.date:
    """Return the first day of the month or quarter that an entry names, or is the first day of."""
    hint = f"Write it as {WHOLE_EXAMPLES[field.whole]}."
    try:
        named = Period.parse(entry_words(entry))
    except BadInput as error:
        named = _printed_day(field, entry, error)
    span = _beginning(field, named.starts) if named.starts else None
    if span is None or (named.on is None and named != span):
        words = named.words if named.stated else str(entry)
        raise refusal(field, f"'{words}' is not a {field.whole}", hint)
    assert span.starts is not None  # it has months
    return span.starts


def _printed_day(field: Field, entry: object, error: BadInput) -> Period:
    """Return a day in another spelling than ISO; what is none is refused as no period."""
    try:
        return Period(on=day_of(str(entry)))
    except Unreadable:
        hint = f"Write it as {WHOLE_EXAMPLES[field.whole]}."
        raise refusal(field, error.message.removesuffix("."), hint) from None


def _beginning(field: Field, day: dt.date) -> Period | None:
    """Return the whole month or quarter that begins on a day; ``None`` where none does."""
    if not field.whole or day.day != 1:
        return None
    first = Month.of(day)
    span = period.months(first, first + (WHOLE_MONTHS[field.whole] - 1))
    return span if field.whole == "month" or period.quarter_of(day) == span else None
