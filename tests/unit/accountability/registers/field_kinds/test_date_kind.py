"""Dates that stand for a whole month or quarter: understood as printed, held as its first day."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.registers.field_kinds.date_kind import DateKind, known_wholes
from beatwise.accountability.registers.register_definition import Field
from beatwise.errors import BadInput


KIND, DAY = DateKind(), Field("on", "On", "date")
MONTH = Field("month", "Month", "date", whole="month")
QUARTER = Field("quarter", "Quarter", "date", whole="quarter")


@pytest.mark.parametrize("entry", [
    "January 2026", "Jan 2026", "2026-01", "1 January 2026", "2026-01-01", "01/01/2026",
    dt.date(2026, 1, 1), dt.datetime(2026, 1, 1, 0, 0),
])  # fmt: skip
def test_a_month_is_understood_as_printed(entry):
    """By its name, its number, or the first day that files and records from before have."""
    assert KIND.read(MONTH, entry) == "2026-01-01"


@pytest.mark.parametrize("entry", [
    "Q4 2025/26", "2025/26 Q4", "January 2026 to March 2026", "January to March 2026",
    "quarter to March 2026", "2026-01:2026-03", "2026-01-01", "1/1/2026", dt.date(2026, 1, 1),
])  # fmt: skip
def test_a_quarter_is_understood_as_printed(entry):
    """By its number in the financial year, its months, or its first day."""
    assert KIND.read(QUARTER, entry) == "2026-01-01"


@pytest.mark.parametrize(("field", "entry", "words"), [
    (MONTH, "Q4 2025/26", "2025/26 Q4"), (MONTH, "15 January 2026", "15 January 2026"),
    (MONTH, dt.date(2026, 1, 15), "15 January 2026"), (MONTH, 2025.0, "2025"),
    (MONTH, "Jan-26", "a spreadsheet writes it"), (MONTH, "soon", "soon"),
    (MONTH, "31/02/2026", "31/02/2026"), (QUARTER, "January 2026", "January 2026"),
    (QUARTER, "2026-02-01", "1 February 2026"), (QUARTER, "2025/26", "2025/26"),
    (QUARTER, "February 2026 to April 2026", "February 2026 to April 2026"),
    (QUARTER, "Q5 2025/26", "Q5 2025/26"),
])  # fmt: skip
def test_what_is_no_whole_month_or_quarter_is_refused(field, entry, words):
    """No day within it, no longer or shorter period; how one is written is said."""
    with pytest.raises(BadInput) as caught:
        KIND.read(field, entry)
    assert words in caught.value.message
    assert caught.value.place == field.name
    assert "2026-01" in (caught.value.next_step or "")


@pytest.mark.parametrize(("field", "words"), [(MONTH, "January 2026"), (QUARTER, "2025/26 Q4")])
def test_it_is_shown_by_its_name_everywhere_and_read_again(field, words):
    """On pages, in forms, files, lines of tables and the API; formulas count from its first day."""
    held = "2026-01-01"
    ways = (KIND.words, KIND.for_form, KIND.for_file, KIND.for_api, KIND.in_line)
    assert {way(field, held) for way in ways} == {words}
    assert KIND.read(field, words) == held
    assert KIND.formula_value(field, held) == dt.date(2026, 1, 1)


def test_a_day_stays_a_day():
    """One that was held before its field stood for a whole, too; a month is no day."""
    assert KIND.words(MONTH, "2026-01-15") == "15 January 2026"
    assert KIND.words(QUARTER, "2026-02-01") == "1 February 2026"
    assert KIND.words(DAY, "2026-01-01") == "1 January 2026"
    assert KIND.for_file(DAY, "2026-01-01") == KIND.for_api(DAY, "2026-01-01") == "2026-01-01"
    with pytest.raises(BadInput):
        KIND.read(DAY, "January 2026")


def test_what_is_offered_is_read():
    """Twelve months and eight quarters, from today's back."""
    today = dt.date(2026, 11, 30)
    months, quarters = known_wholes("month", today), known_wholes("quarter", today)
    assert (months[0], months[-1], len(months)) == ("November 2026", "December 2025", 12)
    assert (quarters[0], quarters[-1], len(quarters)) == ("2026/27 Q3", "2024/25 Q4", 8)
    assert len({KIND.read(MONTH, words) for words in months}) == 12
    assert len({KIND.read(QUARTER, words) for words in quarters}) == 8
