"""People left to place: never more than contracts, leave and known beats allow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.planning.dates import day_range
from beatwise.planning.shifts.capacity import Capacity
from beatwise.planning.team.team import Leave, Team
from beatwise.planning.team.team_toml import read_team


MONDAY = dt.date(2027, 4, 5)  # W2 is on leave on this day and the next


def on(day: int) -> dt.date:
    return MONDAY + dt.timedelta(days=day)


def team() -> Team:
    return read_team(Fields(team_document(), "team.toml"))


def week(of: Team) -> Capacity:
    return Capacity(of, day_range(MONDAY, on(6)))


def test_a_day_has_the_people_who_are_not_away() -> None:
    """With one of three on leave two can be placed; three, or a third later, cannot."""
    capacity = week(team())
    assert not capacity.take(MONDAY, "North", 3)
    assert capacity.take(MONDAY, "North", 2)
    assert not capacity.take(MONDAY, "South", 1)
    assert capacity.take(on(2), "South", 3)


def test_a_week_ends_where_contracts_end() -> None:
    """Three people on five shifts are fifteen: the sixteenth is refused, the next week is new."""
    capacity = Capacity(team(), day_range(MONDAY, on(7)))
    assert all(capacity.take(on(day), "North", 3) for day in (2, 3, 4, 5))
    assert capacity.take(on(1), "North", 2)
    assert capacity.take(on(6), "North", 1)
    assert not capacity.take(on(6), "North", 1)
    assert capacity.take(on(7), "North", 3)


def test_leave_shortens_a_week_only_where_it_leaves_fewer_days_than_shifts() -> None:
    """Two days of leave cost nothing on five shifts; four days leave three."""
    one, two, three = team().people
    away = replace(two, leave=(Leave(MONDAY, on(3), "leave"),))
    assert week(team()).shifts_possible() == 15
    assert week(replace(team(), people=(one, away, three))).shifts_possible() == 13


def test_a_beat_has_those_who_know_it() -> None:
    """Who does not know South cannot be placed there, though North has room."""
    one, two, three = team().people
    capacity = week(replace(team(), people=(replace(one, beats=("North",)), two, three)))
    assert not capacity.take(MONDAY, "South", 2)
    assert capacity.take(MONDAY, "South", 1)
    assert capacity.take(MONDAY, "North", 1)


def test_placing_people_leaves_what_is_possible() -> None:
    """What the weeks could hold is the same after people are placed, and after a refusal."""
    capacity = week(team())
    capacity.take(on(2), "North", 2)
    capacity.take(on(2), "North", 2)
    assert capacity.shifts_possible() == 15


def test_without_people_or_days_nothing_is_possible() -> None:
    """An empty team, and a team without days, have no shift."""
    assert week(replace(team(), people=())).shifts_possible() == 0
    assert Capacity(team(), []).shifts_possible() == 0
