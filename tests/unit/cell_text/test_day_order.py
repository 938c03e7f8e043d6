"""A column of dates that can all be read both ways is a question, with both answers written out."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.cell_text.day_order import DayOrder, date_doubt
from beatwise.cell_text.day_text import days_and_months_changed


def test_both_readings_are_written_out():
    """3/4/2026 can be 3 April or 4 March."""
    doubt = date_doubt("due", ["", "3/4/2026", "05/06/2026"])
    assert doubt is not None
    assert (doubt.day_first, doubt.month_first) == (dt.date(2026, 4, 3), dt.date(2026, 3, 4))
    assert doubt.words == "in 'due', 3/4/2026 can be 3 April 2026 or 4 March 2026"
    assert doubt.read_as(DayOrder.UNKNOWN).endswith("the day first: 3/4/2026 as 3 April 2026.")
    assert doubt.read_as(DayOrder.MONTH_FIRST).endswith(
        "the month first, as was said: 3/4/2026 as 4 March 2026."
    )


@pytest.mark.parametrize("texts", [
    ["13/04/2026", "3/4/2026"], ["4/4/2026"], ["2026-04-03"], ["Pelbrook", "3/4/2026"], [],
])  # fmt: skip
def test_no_question_is_asked_where_the_column_answers_it(texts):
    """One day above 12, days that are their months, ISO and words leave no doubt."""
    assert date_doubt("due", texts) is None


@pytest.mark.parametrize(("cell", "changed"), [
    ("3/4/2026", "4/3/2026"), ("03-04-26", "04-03-26"), ("3.4.2026 10:30", "4.3.2026 10:30"),
    ("4 March", "4 March"), ("", ""),
])  # fmt: skip
def test_day_and_month_change_places(cell, changed):
    """All else stays, and so does a cell that is no such date."""
    assert days_and_months_changed(cell) == changed
