"""Periods: reading, words, and which may be compared."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.measures.period import (
    UNSTATED,
    Period,
    next_quarter,
    quarter,
    quarter_of,
)
from beatwise.clock import Month
from beatwise.errors import BadInput


@pytest.mark.parametrize(
    ("text", "standard", "words", "length"),
    [
        ("2025-09", "2025-09", "September 2025", 1),
        ("2025/26", "2025-04:2026-03", "2025/26", 12),
        ("2025/26 Q3", "2025-10:2025-12", "2025/26 Q3", 3),
        ("2025/26 Q4", "2026-01:2026-03", "2025/26 Q4", 3),
        ("2025-26", "2025-04:2026-03", "2025/26", 12),
        ("Q3 2025-26", "2025-10:2025-12", "2025/26 Q3", 3),
        ("2025-05 to 2025-10", "2025-05:2025-10", "May 2025 to October 2025", 6),
        ("2025", "2025-01:2025-12", "2025", 12),
        ("1999/00", "1999-04:2000-03", "1999/00", 12),
        ("2025-05:2025-10", "2025-05:2025-10", "May 2025 to October 2025", 6),
        ("2025-12-31", "2025-12-31", "31 December 2025", None),
        ("July 2025 to June 2026", "2025-07:2026-06", "July 2025 to June 2026", 12),
        ("12 months to June 2026", "2025-07:2026-06", "July 2025 to June 2026", 12),
        ("Q1 2026/27", "2026-04:2026-06", "2026/27 Q1", 3),
        ("q1 2026/27", "2026-04:2026-06", "2026/27 Q1", 3),
        ("2025-07:2026-06", "2025-07:2026-06", "July 2025 to June 2026", 12),
        ("financial year 2025/26", "2025-04:2026-03", "2025/26", 12),
        ("31 December 2025", "2025-12-31", "31 December 2025", None),
        ("", "", "period not stated", None),
    ],
)
def test_reading_and_writing(text: str, standard: str, words: str, length: int | None):
    """A period reads as people write it, and what is kept reads back as the same period."""
    period = Period.parse(text)
    assert (str(period), period.words, period.length) == (standard, words, length)
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    "text",
    [
        "2025/27",
        "2025-27",
        "Q1 2026-26",
        "2025/26 Q5",
        "Q3",
        "2025-13",
        "2025-02-30",
        "2026-03:2026-01",
        "June 2026 to July 2025",
        "30 February 2026",
        "0 months to June 2026",
        "June",
        "July to June",
        "15 July 2025 to 30 June 2026",
        "12 months to 29 June 2026",
        "last year to June 2026",
    ],
)
def test_what_is_no_period(text: str):
    """Half a year number, a fifth quarter and the thirtieth of February are refused."""
    with pytest.raises(BadInput):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "words", "step"),
    [
        ("2026-13", "'2026-13' is neither a month nor a financial year.", "2026-01 to 2026-12"),
        ("2025-27", "'2025-27' is neither a month nor a financial year.", "a year is 2025/26"),
        ("Oct-26", "'Oct-26' is a month as a spreadsheet writes it", "2026-10 for October 2026"),
        ("Sep-25", "a month as a spreadsheet writes it", "2025-09 for September 2025"),
        ("Oct 26", "a month as a spreadsheet writes it", "2026-10 for October 2026"),
    ],
)
def test_a_period_that_is_nearly_one_is_told_in_the_words_that_were_given(text, words, step):
    """What was written stands in the message, and the next step says how it is written."""
    with pytest.raises(BadInput) as caught:
        Period.parse(text)
    assert words in caught.value.message
    assert step in caught.value.next_step


@pytest.mark.parametrize("length", [1, 2, 3, 6, 12, 13])
def test_a_period_reads_back_from_its_own_words(length: int):
    """What a page or a paper prints of a period is that period, whatever its months."""
    for start in range(2024 * 12, 2026 * 12):
        period = Period(Month(start), Month(start + length - 1))
        assert Period.parse(period.words) == period
    day = Period(on=dt.date(2024, 2, 29))
    assert Period.parse(day.words) == day


def test_what_may_be_compared():
    """A year with a year and a day with a day; never with something shorter, and never unstated."""
    year, rolling = Period.parse("2024/25"), Period.parse("2025-01:2025-12")
    assert year.like(rolling)
    assert year.shared_months(rolling) == 3
    assert Period.parse("2025-03-31").like(Period.parse("2025-12-31"))
    assert not year.like(Period.parse("2025/26 Q3"))
    assert not year.like(Period.parse("2025-03-31"))
    assert not UNSTATED.like(UNSTATED)


def test_quarters_follow_the_financial_year():
    """January belongs to the fourth quarter; after it comes the first of the next year."""
    assert quarter_of(dt.date(2026, 1, 21)) == quarter(2025, 4)
    assert quarter_of(dt.date(2026, 4, 1)) == quarter(2026, 1)
    assert next_quarter(quarter(2025, 4)) == quarter(2026, 1)
    assert quarter(2025, 3).ends == dt.date(2025, 12, 31)
    with pytest.raises(BadInput):
        next_quarter(Period.parse("2025"))
    with pytest.raises(BadInput):
        quarter(2025, 0)
