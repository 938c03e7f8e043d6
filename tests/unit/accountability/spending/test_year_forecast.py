"""Forecasts to the year's end, by a rule that can be worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.ledger import Position
from beatwise.accountability.spending.year_forecast import (
    forecast,
    sum_of,
    year_of_words,
)
from beatwise.errors import BadInput


AT = Position(0, 36500, 20000, 10000)


@pytest.mark.parametrize(("today", "paid", "pace"), [
    (dt.date(2026, 4, 1), 20000, None),  # the first day: what is committed
    (dt.date(2026, 6, 29), 20000, None),  # 90 days: no pace yet
    (dt.date(2026, 6, 30), 36500, 36500),  # 91 days: 10,000 × 365 ÷ 91, at most the allocation
    (dt.date(2026, 9, 30), 20000, 19945),  # 183 days: 10,000 × 365 ÷ 183
    (dt.date(2027, 4, 1), 10000, 10000),  # over: as it is
])  # fmt: skip
def test_the_larger_of_commitment_and_pace(today: dt.date, paid: int, pace: int | None):
    """Never above the allocation, and what is over stays as it is."""
    result = forecast(AT, 2026, today)
    assert (result.paid, result.pace, result.left) == (paid, pace, 36500 - paid)


def test_sums_are_of_what_stands_above():
    """The sum of lines is the sum of their forecasts, with a pace only where each has one."""
    early = forecast(AT, 2027, dt.date(2027, 4, 2))
    late = forecast(AT, 2026, dt.date(2027, 4, 2))
    assert (sum_of([early, late]).paid, sum_of([early, late]).pace) == (30000, None)
    assert sum_of([]).paid == 0


def test_financial_years_are_read_as_papers_write_them():
    """With a stroke, a dash, or the first year alone; nothing else is one."""
    assert [year_of_words("2026/27"), year_of_words("2026-27"), year_of_words("2026")] == [2026] * 3
    for words in ("2026/28", "26/27", "next", ""):
        with pytest.raises(BadInput) as caught:
            year_of_words(words)
        assert caught.value.next_step
