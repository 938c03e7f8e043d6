"""The clocks of a record: when they started, stood still and stopped, and what they say."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.accountability.registers.shape_worlds import grants

from beatwise.accountability.registers.clock_readings import (
    in_words,
    pauses,
    start,
    stop,
    stopped_reading,
)
from beatwise.accountability.timing.clocks import Face, Pause


GRANTS = grants()
PAY, END = GRANTS.clocks
D = dt.date
MOVES = [["open", "2025-01-01"], ["paid", "2025-01-06"], ["over", "2025-01-13"]]


def test_a_clock_starts_with_its_field_or_its_state():
    """A field without a day, or a state that was never entered, starts none."""
    assert start(PAY, {"began": "2025-01-02"}, MOVES) == D(2025, 1, 2)
    assert start(PAY, {"began": None}, MOVES) is None
    assert start(END, {}, MOVES) == D(2025, 1, 6)
    assert start(END, {}, MOVES[:1]) is None


def test_a_clock_stops_at_its_field_or_where_the_record_ended_up():
    """A record that went back runs on; the field's day comes before the states."""
    assert stop(PAY, {}, MOVES) == D(2025, 1, 6)
    assert stop(PAY, {"paid_on": "2025-01-05"}, MOVES) == D(2025, 1, 5)
    assert stop(PAY, {}, [*MOVES[:2], ["open", "2025-01-08"]]) is None
    assert stop(PAY, {}, [*MOVES[:2], ["open", "2025-01-08"], ["paid", "2025-01-09"]]) == (
        D(2025, 1, 9)
    )
    assert stop(END, {}, MOVES) == D(2025, 1, 13)
    assert stop(PAY, {}, []) is None


def test_a_reading_is_had_of_a_clock_that_has_stopped():
    """Five working days from Monday are the next Monday: met on it, missed the day after."""
    reading = stopped_reading(END, {}, MOVES)
    assert (reading.face, reading.used, reading.due) == (Face.MET, 5, D(2025, 1, 13))
    late = stopped_reading(END, {}, [*MOVES[:2], ["over", "2025-01-14"]])
    assert (late.face, late.used) == (Face.MISSED, 6)
    assert stopped_reading(END, {}, MOVES[:2]) is None
    assert stopped_reading(PAY, {"began": "2025-02-01"}, MOVES) is None
    same = stopped_reading(PAY, {"began": "2025-01-06"}, MOVES)
    assert (same.face, same.used) == (Face.MET, 0)


def test_pauses_are_the_days_in_their_states():
    """Open-ended while the record stands in one; none of no moves."""
    moves = [["open", "2025-01-01"], ["asked_back", "2025-01-02"], ["open", "2025-01-05"],
             ["asked_back", "2025-01-07"]]  # fmt: skip
    assert pauses(("asked_back",), moves) == [
        Pause(D(2025, 1, 2), D(2025, 1, 5)), Pause(D(2025, 1, 7))]  # fmt: skip
    assert pauses((), moves) == []
    assert pauses(("asked_back",), []) == []


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (
            PAY,
            (
                "Pay: 10 calendar days from “Began”, standing still while Asked back "
                "(contract standard: the offer)"
            ),
        ),
        (END, "End: 5 working days from “Paid” (own standard)"),
    ],
)
def test_a_clock_in_words_says_what_every_figure_by_it_means(clock, words):
    """Its length, unit, event, pauses, and on whose authority."""
    assert in_words(GRANTS, clock) == words
