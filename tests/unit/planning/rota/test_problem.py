"""People and posts of a rota that fit together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.planning.worlds import RULES, person, post
from tests.unit.planning.worlds import rota as world

from beatwise.errors import BadInput
from beatwise.planning.rota.problem import Post, Rota, RotaProblem, ShiftTimes


def test_an_unknown_beat_is_named() -> None:
    """A post on a beat nobody knows is refused with the beat's name."""
    with pytest.raises(BadInput, match="Z"):
        world((person("a"),), (post(0, beat="Z"),))


@pytest.mark.parametrize(("day", "shift"), [(-1, 0), (7, 0), (0, 2), (0, -1)])
def test_a_post_outside_the_rota_is_refused(day: int, shift: int) -> None:
    """Seven days from 0 to 6 and two shifts; anything else is refused."""
    with pytest.raises(BadInput, match="lies outside the rota"):
        world((person("a"),), (post(day, shift),))


def test_a_person_listed_twice_is_refused() -> None:
    """The message names the person."""
    with pytest.raises(BadInput, match="the person a is listed twice"):
        world((person("a"), person("b"), person("a")), ())


@pytest.mark.parametrize(
    ("who", "what", "may"),
    [
        ({}, {}, True),
        ({"away": frozenset({0})}, {}, False),
        ({"away": frozenset({1})}, {}, True),
        ({"beats": frozenset("B")}, {}, False),
        ({}, {"only_powers": True}, False),
        ({"powers": True}, {"only_powers": True}, True),
        ({}, {"skill": "bicycle"}, False),
        ({"skills": frozenset({"bicycle"})}, {"skill": "bicycle"}, True),
        ({"rules": replace(RULES, nights=False)}, {}, True),
        ({"rules": replace(RULES, nights=False)}, {"shift": 1}, False),
        ({}, {"shift": 1}, True),
    ],
)
def test_who_may_work_what(who: dict[str, object], what: dict[str, object], may: bool) -> None:
    """Leave, beat, powers, skill and nights each forbid a post, and nothing else does."""
    times = (ShiftTimes("Early", 7, 15), ShiftTimes("Night", 22, 30, night=True))
    one, place = person("a", **who), post(0, **what)
    assert RotaProblem(7, times, (one, person("b")), ()).may_work(one, place) is may


@pytest.mark.parametrize(
    ("first", "second", "rest", "close"),
    [
        ((0, 1), (1, 0), 8, False),  # late until 23:00, early from 7:00: eight hours
        ((0, 1), (1, 0), 8 + 1 / 3600, True),  # a second too little
        ((0, 1), (1, 0), 8.5, True),
        ((1, 0), (0, 1), 8.5, True),  # whichever is named first
        ((0, 0), (1, 0), 16, False),
        ((0, 0), (0, 1), 0.5, True),
    ],
)
def test_rest_between_two_duties(
    first: tuple[int, int], second: tuple[int, int], rest: float, close: bool
) -> None:
    """Rest counts from the end of one shift to the start of the next, exactly enough is enough."""
    assert world((person("a"),), ()).too_close(first, second, rest) is close


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [(10, 8, 0.2), (10, 10, 0), (10, 11, 0), (10, None, None), (0, 0, None)],
)
def test_the_gap(value: float, bound: float | None, gap: float | None) -> None:
    """At most so much better can any rota be: never below zero, unknown without a bound."""
    assert Rota((), value, bound, "x", 0.0).gap == gap


def test_a_shift_is_as_long_as_its_hours() -> None:
    """From 22:00 to 6:00 of the next day are eight hours."""
    assert ShiftTimes("Night", 22, 30, night=True).hours == 8


def test_a_post_asks_for_powers_and_weighs_one_unless_stated() -> None:
    """One place of usual risk with somebody who has powers."""
    assert (Post(0, 0, "A", 1).risk, Post(0, 0, "A", 1).needs_powers) == (1.0, True)
