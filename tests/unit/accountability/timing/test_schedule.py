"""Schedules are read from words, and lengths of time fall on the days that a calendar says."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.timing.schedule import (
    InEvery,
    Milestones,
    Phase,
    Rolling,
    Span,
    Yearly,
    schedule,
)
from beatwise.errors import BadInput


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("in every week", InEvery("week")),
        ("2 in every month", InEvery("month", 2)),
        ("in every quarter", InEvery("quarter")),
        ("every week", Rolling((Phase(Span(days=7)),))),
        ("every 10 days", Rolling((Phase(Span(days=10)),))),
        ("every quarter", Rolling((Phase(Span(months=3)),))),
        ("every 2 years for 6 years", Rolling((Phase(Span(months=24), Span(months=72)),))),
        (
            "every month for 6 months, then every quarter",
            Rolling((Phase(Span(months=1), Span(months=6)), Phase(Span(months=3)))),
        ),
        ("every year by 22 February", Yearly(2, 22)),
        ("every year by 29 February", Yearly(2, 29)),
        ("3 and 12 months after", Milestones((Span(months=3), Span(months=12)))),
        ("1, 2 and 5 years after", Milestones(tuple(Span(months=n) for n in (12, 24, 60)))),
        ("12 months before", Milestones((Span(months=12),), before=True)),
        ("  every   week ", Rolling((Phase(Span(days=7)),))),
    ],
)
def test_a_schedule_is_read_from_words(words, wanted):
    """Each form of the table."""
    assert schedule(words) == wanted


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("weekly", "'weekly' is not a schedule"),
        ("", "is not a schedule"),
        ("every month, then every quarter", "goes on for ever"),
        ("0 in every week", "is not a schedule"),
        ("every 0 days", "0 days cannot be"),
        ("every 11 years", "Use 1 to 10 years"),
        ("every week for 521 weeks", "Use 1 to 520 weeks"),
        ("every year by 30 February", "there is no 30 February"),
        ("every year by 1 Janvier", "there is no 1 Janvier"),
        ("12 and 3 months after", "not in order"),
        ("3 and 3 months after", "names one twice"),
        ("in every day", "is not a schedule"),
    ],
)
def test_what_is_no_schedule_is_refused_with_the_forms_there_are(words, message):
    """So that who writes a definition sees how it is written."""
    with pytest.raises(BadInput, match=message) as caught:
        schedule(words)
    assert message in str(caught.value) or caught.value.next_step


@pytest.mark.parametrize(
    ("words", "sound"),
    [("every 10 years", True), ("every 120 months", True), ("every 121 months", False),
     ("every 3660 days", True), ("every 3661 days", False), ("every 40 quarters", True),
     ("every 41 quarters", False), ("every 520 weeks", True)],
)  # fmt: skip
def test_ten_years_are_the_longest(words, sound):
    """In each unit."""
    if sound:
        schedule(words)
    else:
        with pytest.raises(BadInput, match="cannot be a part"):
            schedule(words)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)),
    st.integers(-120, 120),
    st.integers(0, 400),
)
def test_months_end_as_a_calendar_has_them(day, months, days):
    """Equal to dateutil: a month after 31 January is the last of February, leap years included."""
    assert Span(months, days).after(day) == day + relativedelta(months=months) + relativedelta(
        days=days
    )


def test_lengths_add_up():
    """Month by month and day by day, and so many times over."""
    assert Span(1, 2) + Span(3, 4) == Span(4, 6)
    assert Span(1, 2) * 3 == Span(3, 6)
    assert (Span(months=3), Span(days=7)) == (Span(3, 0), Span(0, 7))
