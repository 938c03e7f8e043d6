"""Which seats pass, where an earlier choice has to make way."""

from __future__ import annotations

from beatwise.accountability.boards.seat_exchanges import exchanges


def test_a_seat_makes_way_where_two_can_pass() -> None:
    """North could serve either party and South only one: both pass, North to the other."""
    seats = [("North", "A"), ("South", "A")]
    councillors = {"North": {"B": 1, "C": 1}, "South": {"B": 1}}
    assert exchanges(seats, {"A": 2, "B": -1, "C": -1}, councillors) == [(1, "B"), (0, "C")]


def test_no_more_pass_than_one_has_too_many_and_the_other_too_few() -> None:
    """One of three seats, and none where no council has a councillor of the party."""
    seats = [("North", "A")] * 3
    assert exchanges(seats, {"A": 1, "B": -2}, {"North": {"B": 5}}) == [(0, "B")]
    assert exchanges(seats, {"A": 1, "B": -2}, {"North": {"C": 5}}) == []
