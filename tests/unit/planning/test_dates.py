"""Days and moments of planning."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.errors import UsageError
from beatwise.planning.dates import day_of, day_range, london_moment


def test_days_are_read_and_refused() -> None:
    """A day is written YYYY-MM-DD; anything else names the option."""
    assert day_of(" 2027-04-01 ") == dt.date(2027, 4, 1)
    with pytest.raises(UsageError, match="'1 April' is not a date") as caught:
        day_of("1 April", place="--from")
    assert caught.value.place == "--from"


def test_a_range_holds_both_its_ends() -> None:
    """Three days from the last of March to the second of April."""
    days = day_range(dt.date(2027, 3, 31), dt.date(2027, 4, 2))
    assert [day.day for day in days] == [31, 1, 2]


def test_moments_are_told_in_london_time() -> None:
    """Noon in UTC is one o'clock in British summer."""
    assert london_moment("2027-07-01T12:00:00+00:00").hour == 13
    assert london_moment("2027-01-01T12:00:00+00:00").hour == 12
