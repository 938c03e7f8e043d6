"""Runs of days: what counts as one, and what is listed where there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from beatwise.planning.dose import preset
from beatwise.planning.plan import PlannedShift, PlanStop, Route, Spot
from beatwise.planning.shifts.runs_of_days import (
    BeatHours,
    can_run,
    has_run,
    missing_runs,
    weeks_of,
)


MONDAY = dt.date(2027, 4, 5)
WEEK = tuple(MONDAY + dt.timedelta(days=i) for i in range(7))
FORTNIGHT = tuple(MONDAY + dt.timedelta(days=i) for i in range(14))
DOSE = preset("standard")


def on(*numbers: int) -> set[dt.date]:
    """Days by their number from the first Monday."""
    return {MONDAY + dt.timedelta(days=n) for n in numbers}


@pytest.mark.parametrize(
    ("days", "has"),
    [((0, 1, 2), True), ((4, 5, 6), True), ((0, 1, 3), False), ((-2, -1, 0), True), ((), False)],
)
def test_a_run_belongs_to_the_week_in_which_it_ends(days: tuple[int, ...], has: bool) -> None:
    """Three days in a row, the last of them in the week."""
    assert has_run(on(*days), frozenset(WEEK), 3) is has


def test_no_run_is_wanted_where_none_can_be() -> None:
    """One day a run, or a period shorter than a run, has no week to look at."""
    assert weeks_of(WEEK, 1) == ()
    assert weeks_of(WEEK[:2], 3) == ()
    assert weeks_of(WEEK[:4], 3) == (frozenset(WEEK[:4]),)
    assert len(weeks_of(FORTNIGHT[:13], 3)) == 1


def test_a_day_can_join_a_run() -> None:
    """Days before must have been visited, days to come be walked."""
    assert can_run(on(0), on(0, 1, 2), MONDAY + dt.timedelta(days=1), 3)
    assert not can_run(on(), on(0, 1, 2), MONDAY + dt.timedelta(days=1), 3)


def spot(name: str) -> Spot:
    """A hot spot on the one beat."""
    return Spot(name, name.upper(), "North", 0.0, 0.0, 0.5)


def shift(day: dt.date, *places: str) -> PlannedShift:
    """A shift that visits these places."""
    begins = dt.datetime.combine(day, dt.time(9), dt.UTC)
    ends = begins + dt.timedelta(hours=8)
    stops = tuple(PlanStop("visit", p, p.upper(), begins, ends, 0) for p in places)
    return PlannedShift(
        f"{day}", "North", day, "Day", begins, ends, 1, (Route(stops, 0),), (), 0, 1.0, 1.0, "", 1
    )


def listed(*days: tuple[int, tuple[str, ...]], left: float = 0.0) -> list[str]:
    """What is listed when these days are walked."""
    shifts = [shift(MONDAY + dt.timedelta(days=n), *places) for n, places in days]
    costs = {"North": BeatHours(8.0, left)}
    return missing_runs((spot("a"), spot("b")), shifts, WEEK, DOSE, costs)


def test_runs_that_are_there_are_not_listed() -> None:
    """Both places on three days in a row: nothing to say."""
    assert listed(*((n, ("a", "b")) for n in (1, 2, 3))) == []
    assert missing_runs((spot("a"),), [], WEEK, replace(DOSE, run_days=1), {}) == []


def test_too_few_days_ask_for_hours() -> None:
    """Two days of three: one more day, eight more person-hours."""
    [sentence] = listed((1, ("a", "b")), (2, ("a", "b")))
    assert sentence.startswith("North: 2 of 2 hot spots (A; B) are not visited on 3 days in a row.")
    assert "1 more day a week on this beat: 8 more person-hours" in sentence


def test_hours_without_people_ask_for_people() -> None:
    """With hours left over it is people who are missing."""
    [sentence] = listed((1, ("a", "b")), (2, ("a", "b")), left=8.0)
    assert "not the people who know North" in sentence


def test_too_many_places_ask_for_fewer() -> None:
    """Walked on three days, one place a day: another walker, or one hot spot."""
    [sentence] = listed((1, ("a",)), (2, ("b",)), (3, ("a",)))
    assert "24 more person-hours" in sentence
    assert "at most 1 hot spot" in sentence
