"""Who is away, how long a shift is, and who employs whom."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.planning.team.team import Leave, Member, ShiftKind
from beatwise.planning.team.team_toml import read_team


@pytest.mark.parametrize(("day", "away"), [(4, False), (5, True), (6, True), (7, False)])
def test_leave_has_both_its_ends(day: int, away: bool) -> None:
    """First and last day are days of leave, those around them are not."""
    leave = Leave(dt.date(2027, 4, 5), dt.date(2027, 4, 6), "leave")
    member = Member("W1", "council", "warden", False, frozenset(), ("A",), "A", 5, (leave,))
    assert member.away(dt.date(2027, 4, day)) is away


@pytest.mark.parametrize(("begins", "ends", "hours"), [(9, 17, 8), (22, 30, 8), (0, 24, 24)])
def test_a_shift_past_midnight_has_its_whole_length(
    begins: float, ends: float, hours: float
) -> None:
    """From 22:00 to 06:00 are eight hours."""
    assert ShiftKind("x", begins, ends, (0,)).hours == hours


def test_an_employer_is_looked_up_by_its_id() -> None:
    """Whoever a person works for is the team's employer of that id."""
    team = read_team(Fields(team_document(), "team.toml"))
    assert team.employer(team.people[0]).name == "Council"
