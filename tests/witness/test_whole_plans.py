"""Whole plans checked from their stops alone, in UTC: gaps across shifts, and runs of days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from tests.unit.planning.team_text import team_document

from beatwise.fields import Fields
from beatwise.places.walking import walk_straight
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.dose import preset
from beatwise.planning.plan import PatrolPlan, Spot
from beatwise.planning.shifts import plan_period
from beatwise.planning.shifts.finished_plan import finish
from beatwise.planning.team.team import ShiftKind, Team
from beatwise.planning.team.team_toml import read_team


MONDAY = dt.date(2027, 4, 5)
ALL = tuple(range(7))


def team() -> Team:
    """Day, Late and Night overlap or follow each other; six people may work nights."""
    read = read_team(Fields(team_document(), "team.toml"))
    kinds = (
        ShiftKind("Day", 9, 17, ALL), ShiftKind("Late", 13, 21, ALL),
        ShiftKind("Night", 21, 29, ALL, night=True),
    )  # fmt: skip
    people = tuple(replace(p, id=f"{p.id}{n}", leave=()) for n in range(4) for p in read.people)
    return replace(read, shifts=kinds, people=people)


@cache
def made(hours: float, spots: int, seed: int) -> PatrolPlan:
    """A fortnight on one beat."""
    draw = np.random.default_rng(seed)
    xy = np.vstack([[0.0, 0.0], draw.integers(-500, 500, (spots, 2))])
    listed = tuple(
        Spot(f"s{i}", f"S{i}", "North", float(xy[i, 0]), float(xy[i, 1]), 1 / spots)
        for i in range(1, spots + 1)
    )
    ground = {"North": BeatGround("North hall", listed, (), walk_straight(xy))}
    last = MONDAY + dt.timedelta(days=13)
    draft = plan_period.draft(
        team(), listed, ground, MONDAY, last, hours, preset("standard"), seed
    )  # fmt: skip
    for index in range(0, len(draft.tasks), 5):
        draft.improve(index, 0.1)
    return finish(draft)


CASES = [(64.0, 3, 1), (160.0, 4, 2), (240.0, 14, 4)]


@pytest.mark.parametrize(("hours", "spots", "seed"), CASES)
def test_no_visit_follows_another_at_its_place_within_the_gap(
    hours: float, spots: int, seed: int
) -> None:
    """Whoever makes them, in whichever shift: 75 minutes pass from a visit's end to the next."""
    plan = made(hours, spots, seed)
    stays = defaultdict(list)
    for shift in plan.shifts:
        assert shift.faults == ()
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    stays[stop.place].append((stop.begins.timestamp(), stop.ends.timestamp()))
    assert stays
    for visits in stays.values():
        visits.sort()
        for before, after in pairwise(visits):
            assert after[0] - before[1] >= 75 * 60


@pytest.mark.parametrize(("hours", "spots", "seed"), CASES)
def test_a_place_without_a_run_is_listed(hours: float, spots: int, seed: int) -> None:
    """Each week every place is visited three days in a row, or its beat says how many are not."""
    plan = made(hours, spots, seed)
    days = defaultdict(set)
    for shift in plan.shifts:
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    days[stop.place].add((shift.day - MONDAY).days)
    lacking = [
        spot.id
        for spot in plan.spots
        for week in (range(7), range(7, 14))
        if not any({last - 2, last - 1, last} <= days[spot.id] for last in week)
    ]
    if lacking:
        assert f"{len(set(lacking))} of {spots} hot spots" in plan.no_runs[0]
        assert "would make it possible" in plan.no_runs[0] or "It would take" in plan.no_runs[0]
    else:
        assert plan.no_runs == ()
