"""Rolls: who counts as present, with substitutes and vacancies, beside the quorum."""

from __future__ import annotations

from itertools import product

import pytest

from beatwise.accountability.boards.quorum import quorum_of
from beatwise.accountability.boards.roll_call import STANDINGS, SeatMark, roll_call


def test_every_roll_of_three_seats_is_counted_as_by_hand() -> None:
    """Over all standings, substitutes permitted or not, and seats empty or not."""
    for standings in product(STANDINGS, repeat=3):
        for permits, is_member in product((True, False), repeat=2):
            marks = [SeatMark(n, s, is_member or n != 2, permits) for n, s in enumerate(standings)]
            roll = roll_call(marks, 3, quorum_of("2"))
            there = [s for s in standings if s in ("present", "substitute")]
            assert roll.present == len(there)
            assert roll.quorate is (len(there) >= 2)
            assert roll.apologies == standings.count("apologies")
            wrong = not permits and "substitute" in standings
            wrong = wrong or (not is_member and standings[2] in ("present", "substitute"))
            assert bool(roll.faults) is wrong, (standings, permits, is_member)


@pytest.mark.parametrize(("marks", "fault"), [
    ([SeatMark(1, "apologies", in_chair=True)], "in the chair and not present"),
    ([SeatMark(1, "present", in_chair=True), SeatMark(2, "present", in_chair=True)],
     "more than one seat"),
    ([SeatMark(1, "substitute", in_chair=True)], "no substitute"),
])  # fmt: skip
def test_what_does_not_fit_together_is_named(marks: list[SeatMark], fault: str) -> None:
    """The chair is one seat, and was there."""
    (words,) = roll_call(marks, 2, None).faults
    assert fault in words


def test_a_roll_is_said_in_one_line() -> None:
    """Members of the day, those present, and how many of them by a substitute."""
    marks = [SeatMark(1, "present"), SeatMark(2, "substitute", permits=True)]
    assert roll_call(marks, 15, None).in_words == "2 of 15 members present, 1 by a substitute"
    assert roll_call([], 15, quorum_of("5")).quorate is None
