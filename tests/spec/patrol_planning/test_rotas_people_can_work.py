"""Rotas people can work.

Every place filled within the rules of rest, then few faces on a beat; and why when it cannot be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.planning.rota.existing_roster import accept
from beatwise.planning.rota.posts import read_posts
from beatwise.planning.rota.rota_plan import RotaPlan, fill_weeks, publish_by
from beatwise.planning.rota.solvers import solve
from beatwise.planning.team.rest_rules import PRESETS
from beatwise.planning.team.team import Leave, Team
from beatwise.planning.team.team_toml import read_team


MONDAY = dt.date(2027, 4, 12)
TEAM = read_team(Fields(team_document(), "team.toml"))


def posts(*days: int, beat: str = "North", people: int = 1, **more: object):
    values = {
        "shift": [{"name": "Day", "begins": "09:00", "ends": "17:00"}],
        "post": [
            {"date": MONDAY + dt.timedelta(days=d), "shift": "Day", "beat": beat,
             "people": people, **more}
            for d in days
        ],
    }  # fmt: skip
    return read_posts(Fields(values, "posts.toml"), TEAM)


def filled(wanted, team: Team = TEAM, weeks: int = 1, **more: object) -> RotaPlan:
    return fill_weeks(
        team, wanted, MONDAY, weeks,
        lambda problem, before, seconds: solve.fill(
            problem, seconds=seconds, before=before, solver="highs"
        ),
        seconds=3.0 * weeks, **more,
    )  # fmt: skip


def test_one_face_does_what_one_can() -> None:
    """Five days on one beat are worked by one person of that beat, and nobody else is seen."""
    made = filled(posts(0, 1, 2, 3, 4))
    assert made.unfilled == ()
    assert {duty.person for duty in made.duties} <= {"W1", "W3"}
    assert made.on_one_beat() == (1, 1)


def test_an_empty_place_says_why() -> None:
    """Four wanted of three people: one place is empty, and each person's reason is counted."""
    made = filled(posts(0, people=4))
    assert [(u.short, u.beat) for u in made.unfilled] == [(1, "North")]
    one = filled(posts(0, people=1, only_powers=True), _away("W3"))
    assert "Of 3 people 1 are away, 2 have no powers." in one.unfilled[0].why


def _away(person: str) -> Team:
    week = Leave(MONDAY, MONDAY + dt.timedelta(days=6), "leave")
    people = tuple(replace(p, leave=(week,)) if p.id == person else p for p in TEAM.people)
    return replace(TEAM, people=people)


def test_nobody_is_rostered_on_leave() -> None:
    """Whoever is away that week has no duty in it."""
    made = filled(posts(0, 1, 2), _away("W1"))
    assert "W1" not in {duty.person for duty in made.duties}


def test_weeks_know_the_weeks_before() -> None:
    """Seven days wanted in each of two weeks: nobody works over six days in a row."""
    made = filled(posts(*range(14)), weeks=2)
    assert made.unfilled == ()
    assert made.faults == ()


def test_a_rota_is_published_in_time() -> None:
    """Fourteen days of notice ask for publication a fortnight before the first day."""
    assert publish_by(TEAM, MONDAY) == MONDAY - dt.timedelta(days=14)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_rules_of_rest_say_where_they_come_from(name: str) -> None:
    """Each employer's rules have a source; only that of the police was read."""
    assert PRESETS[name].source
    assert PRESETS[name].checked is (name == "police")


def test_an_existing_roster_is_taken_as_it_is() -> None:
    """An imported roster keeps every duty, even one that breaks a rule, and says which."""
    wanted = posts(0, 1, 2, 3, 4, 5)
    stood = filled(posts(0, 1, 2, 3, 4)).duties
    sixth = replace(
        stood[-1],
        day=stood[-1].day + dt.timedelta(days=1),
        begins=stood[-1].begins + dt.timedelta(days=1),
        ends=stood[-1].ends + dt.timedelta(days=1),
    )
    taken = accept([*stood, sixth], TEAM, wanted, MONDAY, 1)
    assert set(taken.duties) == {*stood, sixth}
    assert any("works 6 shifts" in fault for fault in taken.faults)


def test_filling_a_roster_changes_as_little_as_can_be() -> None:
    """Only the empty day is filled; what stood stays."""
    wanted = posts(0, 1, 2, 3)
    stood = filled(wanted).duties[:3]
    made = filled(wanted, standing=stood)
    assert set(stood) <= set(made.duties)
    assert len(made.duties) == 4
