"""When clocks change: rest and hours are hours really passed.

A night is an hour shorter in March and an hour longer in October. Nobody rests less for that, and
nobody's hours are counted by the clock on the wall.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.planning.dose import preset
from beatwise.planning.rota.existing_roster import accept, read_duties
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.rota.rota_plan import fill_weeks
from beatwise.planning.rota.solvers import greedy, highs
from beatwise.planning.shifts.allocation import allocate
from beatwise.planning.team.team import ShiftKind
from beatwise.planning.team.team_toml import read_team
from beatwise.planning.windows import ASSUMED


TEAM = read_team(Fields(team_document(), "team.toml"))
ONE = replace(TEAM, people=TEAM.people[:1])
MARCH, OCTOBER = dt.date(2027, 3, 27), dt.date(2027, 10, 30)  # Saturdays before the change


def posts(saturday: dt.date, ends: str, begins: str):
    """A late shift on Saturday and an early one on Sunday."""
    sunday = saturday + dt.timedelta(days=1)
    document = {
        "shift": [
            {"name": "Late", "begins": "13:00", "ends": ends},
            {"name": "Early", "begins": begins, "ends": "16:00"},
        ],
        "post": [
            {"date": saturday, "shift": "Late", "beat": "North", "people": 1},
            {"date": sunday, "shift": "Early", "beat": "North", "people": 1},
        ],
    }
    return read_posts(Fields(document, "posts.toml"), ONE)


CASES = [
    (MARCH, "21:00", "08:00", False),  # 11 by the clock, 10 really
    (MARCH, "21:00", "09:00", True),  # 12 by the clock, 11 really
    (OCTOBER, "22:00", "08:00", True),  # 10 by the clock, 11 really
    (OCTOBER, "22:01", "08:00", False),  # a minute less
]


@pytest.mark.parametrize("elapsed", [False, True])
@pytest.mark.parametrize(("saturday", "ends", "begins", "may"), CASES)
def test_eleven_hours_of_rest_really_pass(
    saturday: dt.date, ends: str, begins: str, may: bool, elapsed: bool
) -> None:
    """One person gets both duties only where eleven hours pass between them, on either rule."""
    team, wanted = replace(ONE, elapsed=elapsed), posts(saturday, ends, begins)
    monday = saturday - dt.timedelta(days=5)
    for solve in (
        lambda q, before, s: highs.fill(q, seconds=s, before=before, start=greedy.start(q, before)),
    ):
        made = fill_weeks(team, wanted, monday, 1, solve, seconds=2.0)
        assert (len(made.duties) == 2) is may
        assert made.faults == ()
    rows = [
        (n, {"person": "W1", "date": str(p.day), "shift": p.shift, "beat": "North"})
        for n, p in enumerate(wanted.posts)
    ]
    roster = accept(read_duties(rows, "roster.csv", team, wanted), team, wanted, monday, 1)
    assert (roster.faults == ()) is may


def test_the_rota_says_which_rule_and_which_day() -> None:
    """The notes name the rule of clocks and the day of the change."""
    made = accept([], ONE, posts(MARCH, "21:00", "08:00"), MARCH - dt.timedelta(days=5), 1)
    notes = " ".join(made.notes)
    assert "hours really passed" in notes
    assert "clock_change = refuse" in notes
    assert "forward on Sunday 28 March 2027, a day of 23 hours" in notes


@pytest.mark.parametrize(("night", "hours"), [(MARCH, 7), (OCTOBER, 9)])
def test_hours_of_a_night_are_spent_as_they_pass(night: dt.date, hours: int) -> None:
    """A night of eight hours by the clock takes seven of the plan's hours in March, nine later."""
    kind = ShiftKind("Night", 22, 30, tuple(range(7)), night=True)
    team = replace(TEAM, shifts=(kind,), elapsed=True)
    dose = replace(preset("standard"), run_days=1)
    enough = allocate(team, {"North": 1.0}, [night], hours, dose, ASSUMED, 1)
    short = allocate(team, {"North": 1.0}, [night], hours - 0.1, dose, ASSUMED, 1)
    assert len(enough.needs) == 1
    assert short.needs == ()
