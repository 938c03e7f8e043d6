"""Clocks of the office: working days, calendar days, pauses."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.timing.bank_holidays import is_working
from beatwise.accountability.timing.clocks import (
    CALENDAR,
    WORKING,
    Clock,
    Face,
    Pause,
    Reading,
    counted,
    due,
    read,
)
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


# The last weeks of February of leap years and others, and the turns of years with their holidays.
STARTS = st.one_of(
    st.builds(lambda year, day: D(year, 2, 20) + dt.timedelta(day),
              st.integers(2020, 2040), st.integers(0, 12)),
    st.builds(lambda year, day: D(year, 12, 20) + dt.timedelta(day),
              st.integers(2020, 2040), st.integers(0, 20)),
    st.dates(D(2020, 1, 1), D(2040, 1, 1)),
)  # fmt: skip
PAUSES = st.lists(
    st.tuples(st.integers(-20, 90), st.one_of(st.none(), st.integers(0, 30))), max_size=4
)


@given(STARTS, st.integers(0, 60), st.sampled_from([CALENDAR, WORKING]), PAUSES)
def test_a_clock_with_pauses_agrees_with_a_calendar_leafed_through(start, days, unit, spells):
    """Day by day over leap days, year ends and bank holidays; open pauses and overlapping ones."""
    pauses = [
        Pause(start + dt.timedelta(since),
              None if long is None else start + dt.timedelta(since + long))
        for since, long in spells
    ]  # fmt: skip
    still = {
        start + dt.timedelta(n)
        for n in range(1, 500)
        for since, long in spells
        if since < n and (long is None or n <= since + long)
    }
    day, left = start, days
    while left and (day - start).days < 499:
        day += dt.timedelta(1)
        left -= day not in still and (unit == CALENDAR or is_working(day))
    assert due(start, days, unit, pauses) == (day if not left else None)


CLOCK = Clock("Answer", 10, CALENDAR, "receipt", "own", remind=(3, 0))


@pytest.mark.parametrize(("today", "face", "used"), [
    (D(2025, 6, 1), Face.RUNNING, 0), (D(2025, 6, 11), Face.RUNNING, 10),
    (D(2025, 6, 12), Face.OVERDUE, 11),
])  # fmt: skip
def test_a_clock_is_overdue_the_day_after(today: dt.date, face: Face, used: int) -> None:
    """Ten days after 1 June is the 11th, which is in time."""
    assert read(CLOCK, D(2025, 6, 1), today) == Reading(face, used, D(2025, 6, 11))


@pytest.mark.parametrize(("stopped", "face"), [
    (D(2025, 6, 11), Face.MET), (D(2025, 6, 12), Face.MISSED), (D(2025, 6, 1), Face.MET),
])  # fmt: skip
def test_a_stopped_clock_was_met_or_missed(stopped: dt.date, face: Face) -> None:
    """By the day it stopped, however long ago that is."""
    reading = read(CLOCK, D(2025, 6, 1), D(2030, 1, 1), stopped=stopped)
    assert (reading.face, reading.used) == (face, (stopped - D(2025, 6, 1)).days)


def test_a_paused_clock_counts_no_days() -> None:
    """While the pause lasts there is no date; afterwards its days are added."""
    start, pause = D(2025, 6, 1), Pause(D(2025, 6, 3))
    assert read(CLOCK, start, D(2025, 6, 9), pauses=[pause]) == Reading(Face.PAUSED, 2, None)
    ended = [Pause(D(2025, 6, 3), D(2025, 6, 8))]
    assert read(CLOCK, start, D(2025, 6, 9), pauses=ended) == Reading(
        Face.RUNNING, 3, D(2025, 6, 16)
    )
    assert read(CLOCK, start, D(2025, 6, 8), pauses=ended) == Reading(
        Face.PAUSED, 2, D(2025, 6, 16)
    )
    assert read(CLOCK, start, D(2025, 6, 12), pauses=[*ended, Pause(D(2025, 6, 10))]) == Reading(
        Face.PAUSED, 4, None
    )


def test_a_pause_that_lasts_beyond_the_end_does_not_undo_it() -> None:
    """A thing done during a pause was done in time."""
    reading = read(CLOCK, D(2025, 6, 1), D(2025, 6, 30), stopped=D(2025, 6, 5),
                   pauses=[Pause(D(2025, 6, 3))])  # fmt: skip
    assert (reading.face, reading.used) == (Face.MET, 2)


@pytest.mark.parametrize(("since", "until", "due_day"), [(3, 8, 13), (20, 25, 11), (2, 4, 13)])
def test_only_pauses_before_the_end_moved_its_date(since: int, until: int, due_day: int) -> None:
    """Done on 5 June: of a pause from the 3rd to the 8th two days count, of a later one none."""
    pauses = [Pause(D(2025, 6, since), D(2025, 6, until))]
    reading = read(CLOCK, D(2025, 6, 1), D(2025, 6, 30), stopped=D(2025, 6, 5), pauses=pauses)
    assert (reading.face, reading.due) == (Face.MET, D(2025, 6, due_day))


@pytest.mark.parametrize(("day", "reminded"), [(8, True), (9, False), (11, True), (12, False)])
def test_a_reminder_comes_on_its_days(day: int, reminded: bool) -> None:
    """Three days before and on the day; never when it is overdue."""
    today = D(2025, 6, day)
    assert read(CLOCK, D(2025, 6, 1), today).remind(CLOCK, today) is reminded


@pytest.mark.parametrize("face", [Face.PAUSED, Face.MET, Face.MISSED, Face.OVERDUE])
def test_only_of_a_running_clock_somebody_is_reminded(face: Face) -> None:
    """Three days before a date that does not run towards anybody there is nothing to say."""
    today = D(2025, 6, 8)
    assert Reading(Face.RUNNING, 7, D(2025, 6, 11)).remind(CLOCK, today)
    assert not Reading(face, 7, D(2025, 6, 11)).remind(CLOCK, today)


@pytest.mark.parametrize("days", [0, 4000])
def test_a_clock_may_have_no_days_or_eleven_years(days: int) -> None:
    """Both ends of the range are in it."""
    assert replace(CLOCK, days=days).days == days


@pytest.mark.parametrize("change", [
    {"unit": "weeks"}, {"authority": "habit"}, {"days": -1}, {"days": 4001},
])  # fmt: skip
def test_what_is_no_clock_is_refused(change: dict) -> None:
    """Another unit, no authority, and days out of range."""
    with pytest.raises(BadInput):
        replace(CLOCK, **change)
    assert CLOCK.words == "10 calendar days from receipt (own standard)"


def test_a_pause_ends_after_it_begins() -> None:
    """On its own day it may."""
    assert not Pause(D(2025, 6, 3), D(2025, 6, 3)).holds(D(2025, 6, 3))
    with pytest.raises(BadInput, match="ends before it begins"):
        Pause(D(2025, 6, 3), D(2025, 6, 2))


def test_days_are_counted_up_to_the_last() -> None:
    """Friday to Monday is one working day and three calendar days; backwards is none."""
    friday, monday = D(2025, 6, 6), D(2025, 6, 9)
    assert counted(friday, monday, WORKING) == 1
    assert counted(friday, monday, CALENDAR) == 3
    assert counted(friday, friday, CALENDAR) == counted(monday, friday, CALENDAR) == 0
    assert counted(friday, monday, WORKING, holidays=[monday]) == 0
