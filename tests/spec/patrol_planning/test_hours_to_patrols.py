"""From hot spots and hours to patrols.

How hours become shifts, and shifts become visits that people can walk.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import shapely
from tests.unit.planning.team_text import team_document

from beatwise.errors import UsageError
from beatwise.fields import Fields
from beatwise.places.walking import walk_straight
from beatwise.planning.beats.beats import HotSpotEntry, risks
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.dates import day_range
from beatwise.planning.dose import PRESETS, Dose, preset
from beatwise.planning.plan import Spot
from beatwise.planning.shifts import plan_period
from beatwise.planning.shifts.allocation import Need, allocate
from beatwise.planning.shifts.finished_plan import finish
from beatwise.planning.shifts.greedy import plan_greedily
from beatwise.planning.shifts.predictability import predictability
from beatwise.planning.shifts.tasks import planned_shift, shift_task
from beatwise.planning.team.team_toml import read_team
from beatwise.planning.windows import ASSUMED


MONDAY = dt.date(2027, 4, 5)
FORTNIGHT = day_range(MONDAY, MONDAY + dt.timedelta(days=13))
TEAM = read_team(Fields(team_document(), "team.toml"))
STANDARD = preset("standard")


def chosen(name: str, **counts: int) -> HotSpotEntry:
    return HotSpotEntry(name, name, shapely.box(0, 0, 100, 100), counts, "list")


def ground(spots: int = 4) -> BeatGround:
    at = [(500_000 + 150 * i, 300_200) for i in range(spots)]
    own = tuple(Spot(f"s{i}", f"Spot {i}", "North", x, y, 1 / spots) for i, (x, y) in enumerate(at))
    xy = np.array([(500_000, 300_000), *at], float)
    return BeatGround("North hall", own, (), walk_straight(xy))


def planned(day: dt.date, seed: int = 1, jitter: bool = True, parties: int = 1):
    need = Need(day, "North", "Day", parties)
    task = shift_task(need, ground(), TEAM, STANDARD, ASSUMED, seed, jitter=jitter)
    return planned_shift(task, plan_greedily(task.problem))


def test_types_are_never_added() -> None:
    """Ten shopliftings and one report of ASB weigh the same where each is all there is."""
    assert risks([chosen("shop", shoplifting=10), chosen("park", asb=1)]) == [0.5, 0.5]


def test_risk_is_the_mean_of_shares() -> None:
    """Three of four shopliftings and one of two ASB reports are a risk of five eighths."""
    first = chosen("a", shoplifting=3, asb=1)
    assert risks([first, chosen("b", shoplifting=1, asb=1)])[0] == pytest.approx(5 / 8)


def test_every_dose_says_whose_number_it_is() -> None:
    """No preset is without its source and what it cannot say."""
    assert all(dose.source and dose.caution for dose in PRESETS.values())


def test_a_visit_cannot_be_longer_than_the_time_between() -> None:
    """Fifteen minutes every ten are refused."""
    with pytest.raises(UsageError):
        Dose("hasty", visit_minutes=15, revisit_minutes=10)


def test_presence_comes_in_runs() -> None:
    """Hours for three days a week are three days in a row, in each week."""
    made = allocate(TEAM, {"North": 1.0}, FORTNIGHT, 48, STANDARD, ASSUMED, 1)
    days = sorted(need.day for need in made.needs)
    assert [(d - days[0]).days for d in days[:3]] == [0, 1, 2]
    assert [(d - days[3]).days for d in days[3:]] == [0, 1, 2]


def test_minimum_presence_comes_before_risk() -> None:
    """A beat with a hundredth of the risk is walked once a week before the rest goes by risk."""
    made = allocate(TEAM, {"North": 0.99, "South": 0.01}, FORTNIGHT, 96, STANDARD, ASSUMED, 1)
    assert Counter(need.beat for need in made.needs)["South"] == 2


def test_hours_nobody_can_work_are_said_not_dropped() -> None:
    """Four hundred hours for three people leave a sentence with the most they can work."""
    made = allocate(TEAM, {"North": 1.0}, FORTNIGHT, 400, STANDARD, ASSUMED, 1)
    assert "at most 240" in made.unmet[0]


def test_every_shift_is_checked_again() -> None:
    """A shift of four hot spots and one walker passes the plain checker, break and all."""
    shift = planned(MONDAY)
    assert shift.faults == ()
    assert [s.kind for s in shift.routes[0].stops].count("break") == 1


def test_what_is_left_out_is_listed() -> None:
    """Visits made and visits left out are together all that were offered."""
    shift = planned(MONDAY)
    made = sum(s.kind == "visit" for s in shift.routes[0].stops)
    assert made + len(shift.left_out) == 16


def test_the_same_seed_gives_the_same_shift() -> None:
    """Seed and day decide what is drawn; another seed gives other times."""
    assert planned(MONDAY, seed=4) == planned(MONDAY, seed=4)
    assert planned(MONDAY, seed=4) != planned(MONDAY, seed=5)


def test_patrols_are_not_predictable() -> None:
    """On a fortnight of days the same visit starts within ten minutes on under a third of pairs."""
    varied = [planned(day) for day in FORTNIGHT]
    assert (predictability(varied) or 1) < 1 / 3
    steady = [planned(day, jitter=False) for day in FORTNIGHT]
    assert (predictability(steady) or 0) > 2 / 3


def test_visits_that_do_not_repeat_have_no_predictability() -> None:
    """One day alone has nothing to compare: None, not zero."""
    assert predictability([planned(MONDAY)]) is None


def test_two_walkers_share_the_visits() -> None:
    """With two walkers no visit is made twice."""
    shift = planned(MONDAY, parties=2)
    calls = [s.call for route in shift.routes for s in route.stops if s.kind == "visit"]
    assert len(calls) == len(set(calls))


def test_pairs_cost_two_hours_an_hour() -> None:
    """Eight hours by a pair are sixteen person-hours."""
    pairs = replace(TEAM, party=2)
    need = Need(MONDAY, "North", "Day", 1)
    task = shift_task(need, ground(), pairs, STANDARD, ASSUMED, 1)
    assert planned_shift(task, plan_greedily(task.problem)).hours == 16


def test_times_vary_and_hardly_cost_anything() -> None:
    """A fortnight of four visits a block is under a third alike, for under 5 % of covered risk."""
    straight = {"North": ground()}
    spots = straight["North"].spots
    made = plan_period.draft(
        TEAM, spots, straight, FORTNIGHT[0], FORTNIGHT[-1], 64, STANDARD, seed=3
    )  # fmt: skip
    plan = finish(made, seconds=0.5)
    assert 0 < (plan.predictability or 1) < 1 / 3
    assert plan.jitter_loss is not None
    assert 0 <= plan.jitter_loss < 0.05
    assert plan.too_regular is None


def test_a_plan_that_cannot_vary_says_so() -> None:
    """Where times are more alike than wanted, the plan says so and what would help."""
    straight = {"North": ground()}
    made = plan_period.draft(
        TEAM, straight["North"].spots, straight, MONDAY, MONDAY, 8, STANDARD, seed=3
    )
    plan = replace(finish(made), predictability=0.4)
    assert "a third" in (plan.too_regular or "")
