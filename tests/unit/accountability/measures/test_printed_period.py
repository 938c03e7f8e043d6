"""Periods as papers print them, and what is not surely one."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.measures.printed_period import printed


YEAR = "2025-07 2026-06"


@pytest.mark.parametrize(("text", "span"), [
    ("July 2025 to June 2026", YEAR), ("Jul 2025 to Jun 2026", YEAR),
    ("  july 2025  TO june 2026 ", YEAR), ("July 2025 – June 2026", YEAR),
    ("July 2025 - June 2026", YEAR), ("from July 2025 to June 2026", YEAR),
    ("1 July 2025 to 30 June 2026", YEAR), ("1st July 2025 to 30th June 2026", YEAR),
    ("12 months to June 2026", YEAR), ("12 months to 30 June 2026", YEAR),
    ("twelve months ending June 2026", YEAR), ("year to June 2026", YEAR),
    ("the year ended 30 June 2026", YEAR), ("12 months up to the end of June 2026", YEAR),
    ("quarter to June 2026", "2026-04 2026-06"), ("3 months to January 2026", "2025-11 2026-01"),
    ("April to June 2026", "2026-04 2026-06"), ("Sept 2025", "2025-09 2025-09"),
    ("September 2025", "2025-09 2025-09"), ("1 month to May 2026", "2026-05 2026-05"),
    ("120 months to December 2025", "2016-01 2025-12"),
    ("half-year to September 2025", "2025-04 2025-09"), ("month to May 2026", "2026-05 2026-05"),
    ("the quarter ended 31 March 2026", "2026-01 2026-03"),
    ("three months to June 2026", "2026-04 2026-06"),
    ("six months to June 2026", "2026-01 2026-06"),
    ("nine months to December 2025", "2025-04 2025-12"),
    ("April to April 2026", "2026-04 2026-04"),
])  # fmt: skip
def test_the_months_that_printed_words_say(text: str, span: str):
    """First and last month, whatever the case, spaces and dash."""
    months = printed(text)
    assert isinstance(months, tuple)
    assert f"{months[0]} {months[1]}" == span


def test_a_day_is_a_day():
    """With its month's name and a year of four figures."""
    assert printed("31 December 2025") == dt.date(2025, 12, 31)
    assert printed("1st Feb 2024") == dt.date(2024, 2, 1)
    with pytest.raises(ValueError, match="day"):
        printed("31 June 2026")


@pytest.mark.parametrize("text", [
    "", "2025", "2025/26", "2025-07:2026-06", "Q1 2026/27", "July", "July 26", "Oct-26", "Oct-2026",
    "July to June 2026", "2 July 2025 to 30 June 2026", "1 July 2025 to 29 June 2026",
    "121 months to June 2026", "0 months to June 2026", "many months to June 2026",
    "12 months to June", "12 months to 2026", "Julember 2025",
])  # fmt: skip
def test_what_is_not_surely_a_printed_period(text: str):
    """It is left to the other ways of writing one, or refused."""
    assert printed(text) is None
