"""Clocks of the office: working days, calendar days, pauses."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.registers.bank_holidays import is_working
from beatwise.accountability.registers.clocks import CALENDAR, WORKING, Pause, due
from beatwise.errors import BadInput


D = dt.date


def test_five_working_days_over_christmas():
    """From Wednesday 23 December 2026: 24, 29, 30, 31 December, and 4 January."""
    assert due(D(2026, 12, 23), 5, WORKING) == D(2027, 1, 4)


def test_calendar_days_count_every_day():
    """28 days after 1 February 2026 is 1 March."""
    assert due(D(2026, 2, 1), 28, CALENDAR) == D(2026, 3, 1)


def test_a_pause_adds_its_days_and_an_open_one_stops_the_clock():
    """A week's pause moves the day by a week; while it lasts there is no due date."""
    pause = Pause(D(2026, 2, 3), D(2026, 2, 10))
    assert due(D(2026, 2, 1), 28, CALENDAR, [pause]) == D(2026, 3, 8)
    assert due(D(2026, 2, 1), 28, CALENDAR, [Pause(D(2026, 2, 3), None)]) is None


def test_no_days_is_the_day_itself():
    """A clock of no days is due on the day of its event, working or not."""
    assert due(D(2026, 11, 22), 0, WORKING) == D(2026, 11, 22)


def test_an_unknown_unit_is_refused():
    """A clock counts in one of two units."""
    with pytest.raises(BadInput):
        due(D(2026, 1, 1), 1, "weeks")


@given(st.dates(D(2020, 1, 1), D(2040, 1, 1)), st.integers(1, 60))
def test_working_days_agree_with_counting_one_by_one(start, days):
    """A slow second count agrees: the due day is working, and exactly so many lie between."""
    last = due(start, days, WORKING)
    between = [start + dt.timedelta(n) for n in range(1, (last - start).days + 1)]
    assert is_working(last)
    assert sum(is_working(day) for day in between) == days
