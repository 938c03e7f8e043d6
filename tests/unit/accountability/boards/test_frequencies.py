"""When a board meets next."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.boards.frequencies import FREQUENCIES, following


@pytest.mark.parametrize(("day", "frequency", "next_day"), [
    ("2026-01-15", "monthly", "2026-02-15"), ("2026-01-31", "monthly", "2026-02-28"),
    ("2028-01-31", "monthly", "2028-02-29"), ("2026-12-31", "monthly", "2027-01-31"),
    ("2026-12-31", "every two months", "2027-02-28"), ("2026-10-31", "quarterly", "2027-01-31"),
    ("2026-12-29", "weekly", "2027-01-05"), ("2028-02-22", "every two weeks", "2028-03-07"),
    ("2026-08-31", "twice a year", "2027-02-28"), ("2028-02-29", "yearly", "2029-02-28"),
])  # fmt: skip
def test_a_board_meets_on_the_same_day_of_a_later_week_or_month(
    day: str, frequency: str, next_day: str
) -> None:
    """Or on the last day of a month that is too short for it."""
    assert following(dt.date.fromisoformat(day), frequency) == dt.date.fromisoformat(next_day)


def test_a_board_that_is_called_has_no_next_day() -> None:
    """Every other frequency has one."""
    day = dt.date(2026, 1, 1)
    assert [name for name in FREQUENCIES if following(day, name) is None] == ["when called"]
