"""From hours to shifts: risk decides, after a minimum everywhere chosen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.planning.dates import day_range
from beatwise.planning.dose import preset
from beatwise.planning.shifts.allocation import allocate
from beatwise.planning.team.team import Event, Team
from beatwise.planning.team.team_toml import read_team
from beatwise.planning.windows import ASSUMED


FIRST = dt.date(2027, 4, 5)  # a Monday


FORTNIGHT = day_range(FIRST, FIRST + dt.timedelta(days=13))


STANDARD = preset("standard")


def team(**change: object) -> Team:
    return replace(read_team(Fields(team_document(), "team.toml")), **change)


def by_beat(hours: float, risk: dict[str, float], **more: object) -> Counter[str]:
    made = allocate(team(), risk, FORTNIGHT, hours, replace(STANDARD, **more), ASSUMED, 1)
    found: Counter[str] = Counter()
    for need in made.needs:
        found[need.beat] += need.parties
    return found


def test_hours_follow_risk() -> None:
    """Three times the risk gets three times the shifts."""
    assert by_beat(96, {"North": 0.75, "South": 0.25}) == {"North": 9, "South": 3}


def test_every_beat_keeps_its_least_days() -> None:
    """A beat with almost no risk is still walked one day in each of the two weeks."""
    assert by_beat(96, {"North": 0.99, "South": 0.01})["South"] == 2


def test_no_more_hours_than_asked() -> None:
    """Ninety-five hours are eleven shifts of eight, not twelve."""
    assert by_beat(95, {"North": 0.5, "South": 0.5}).total() == 11


def test_days_stand_together() -> None:
    """Three days a week are three days in a row."""
    made = allocate(team(), {"North": 1.0}, FORTNIGHT, 48, STANDARD, ASSUMED, 1)
    days = sorted(need.day for need in made.needs)
    for week in (days[:3], days[3:]):
        assert [(day - week[0]).days for day in week] == [0, 1, 2]


def test_people_are_never_counted_twice() -> None:
    """Three people on five shifts a week give 30 in a fortnight: the rest is said."""
    made = allocate(team(), {"North": 1.0}, FORTNIGHT, 400, STANDARD, ASSUMED, 1)
    by_day: Counter[dt.date] = Counter()
    for need in made.needs:
        by_day[need.day] += need.parties
    assert by_day.total() == 30
    assert max(by_day.values()) <= 3
    assert by_day[dt.date(2027, 4, 5)] <= 2  # one is on leave
    assert "400 hours were asked for; 3 people" in made.unmet[0]
    assert "at most 240" in made.unmet[0]


def test_an_event_is_attended_first() -> None:
    """A market of two people puts two on the shift that covers it."""
    day = dt.date(2027, 4, 8)
    event = Event("Market", day, 11, 13, "South", 0, 0, 2)
    made = allocate(team(events=(event,)), {"North": 1.0}, FORTNIGHT, 16, STANDARD, ASSUMED, 1)
    assert [(n.day, n.beat, n.parties) for n in made.needs] == [(day, "South", 2)]


def test_an_event_outside_every_shift_is_said() -> None:
    """A concert at night lies in no shift, and the plan says so."""
    event = Event("Concert", FIRST, 20, 23, "South", 0, 0, 1)
    made = allocate(team(events=(event,)), {"North": 1.0}, FORTNIGHT, 16, STANDARD, ASSUMED, 1)
    assert "Concert on 05 April 2027 lies inside no shift" in made.unmet[0]


def test_the_same_seed_gives_the_same_shifts() -> None:
    """Twice the same call gives the same needs."""
    args = (team(), {"North": 0.6, "South": 0.4}, FORTNIGHT, 120, STANDARD, ASSUMED, 7)
    assert allocate(*args) == allocate(*args)
