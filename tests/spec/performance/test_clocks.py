"""Clocks are data.

The same number of days means different things: calendar or working days, from which event, paused
when. A clock says all of it, and whether its target is statute or a standard of one's own.
"""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.timing.bank_holidays import bank_holidays, is_working
from beatwise.accountability.timing.clocks import Clock, Face, Pause, counted, due, read
from beatwise.errors import BadInput


def day(text: str) -> dt.date:
    """A day of 2026, written month-day."""
    return dt.date.fromisoformat(f"2026-{text}")


OWN = Clock("Review completed", 28, "working", "the request", "own", remind=(7, 1))


def test_the_day_of_the_event_is_day_nought():
    """Two calendar days from Monday end on Wednesday."""
    assert due(day("06-01"), 2, "calendar") == day("06-03")
    assert due(day("06-01"), 0, "calendar") == day("06-01")


def test_working_days_pass_over_weekends_and_bank_holidays():
    """Five working days from the Thursday before Easter 2026 end on the second Friday after it."""
    assert due(day("04-02"), 5, "working") == day("04-13")
    assert due(day("04-03"), 1, "working") == day("04-07")


def test_28_days_are_two_deadlines():
    """28 calendar days from 1 April 2026 end on 29 April; 28 working days on 14 May."""
    assert due(day("04-01"), 28, "calendar") == day("04-29")
    assert due(day("04-01"), 28, "working") == day("05-14")


def test_a_pause_moves_the_deadline_by_the_days_it_took():
    """Paused after Tuesday until the end of Friday: three days are not counted."""
    pause = Pause(day("06-02"), day("06-05"))
    assert due(day("06-01"), 2, "calendar", [pause]) == day("06-06")
    assert counted(day("06-01"), day("06-06"), "calendar", [pause]) == 2


def test_while_paused_there_is_no_deadline():
    """A clock that stands still has no due date until it runs again."""
    seen = read(OWN, day("06-01"), day("06-20"), pauses=[Pause(day("06-03"))])
    assert (seen.face, seen.due, seen.used) == (Face.PAUSED, None, 2)


@pytest.mark.parametrize(
    ("today", "stopped", "face"),
    [
        ("07-09", None, Face.RUNNING),
        ("07-10", None, Face.OVERDUE),
        ("08-01", "07-09", Face.MET),
        ("08-01", "07-10", Face.MISSED),
    ],
)
def test_what_a_clock_shows(today: str, stopped: str | None, face: Face):
    """On its last day a clock still runs; a day later it is overdue, or was missed."""
    seen = read(OWN, day("06-01"), day(today), stopped=day(stopped) if stopped else None)
    assert seen.face is face
    assert seen.due == day("07-09")


def test_reminders():
    """Somebody is reminded seven days before the deadline and one day before, and not between."""
    seen = read(OWN, day("06-01"), day("07-02"))
    assert [seen.remind(OWN, day(d)) for d in ("07-02", "07-05", "07-08")] == [True, False, True]


def test_a_clock_says_all_of_itself():
    """Its words name the days, their kind, the event and the authority."""
    assert OWN.words == "28 working days from the request (own standard)"
    with pytest.raises(BadInput):
        Clock("x", 28, "moon", "the request", "own")
    with pytest.raises(BadInput):
        Clock("x", 28, "working", "the request", "hearsay")
    with pytest.raises(BadInput):
        Pause(day("06-05"), day("06-01"))


def test_bank_holidays_as_published():
    """The bank holidays of 2020 to 2028 in England and Wales are those that were published."""
    published = {
        2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
        2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
        2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
        2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
        2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
        2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
        2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
        2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    }
    for year, days in published.items():
        expected = {dt.date.fromisoformat(f"{year}-{text}") for text in days.split()}
        assert bank_holidays(year) == expected


def test_another_calendar_can_be_given():
    """A body elsewhere brings its own holidays."""
    assert is_working(day("04-06"), holidays=[])
    assert not is_working(day("04-06"))
    assert due(day("04-02"), 1, "working", holidays=[]) == day("04-03")
