"""Runs of days: whether a place is visited on consecutive days, and what a missing run would take.

A week has a run when so many consecutive days with a visit end in it; a period shorter than a week
is one week. A period shorter than a run asks for none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from beatwise.planning.dose import Dose
from beatwise.planning.plan import PlannedShift, Spot
from beatwise.plurals import counted


Days = Set[dt.date]
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class BeatHours:
    """What a day on a beat costs: person-hours of its shortest shift, and the hours still free."""

    hours_a_day: float
    hours_left: float


def weeks_of(days: Sequence[dt.date], run_days: int) -> tuple[Days, ...]:
    """Return the weeks in which a run is wanted: full weeks from the first day, or a short period.

    No week where a single day is a run already, or where the period is shorter than a run.
    """
    if run_days < 2 or len(days) < run_days:
        return ()
    full = len(days) // 7
    return tuple(frozenset(days[7 * w : 7 * w + 7]) for w in range(full)) or (frozenset(days),)


def has_run(visited: Days, week: Days, run_days: int) -> bool:
    """Say whether a run of ``run_days`` consecutive visited days ends in ``week``."""
    return any(
        all(last - dt.timedelta(days=back) in visited for back in range(run_days)) for last in week
    )


def weeks_short(visited: Days, weeks: Sequence[Days], run_days: int) -> int:
    """Return in how many weeks a place has no run."""
    return sum(not has_run(visited, week, run_days) for week in weeks)


def can_run(visited: Days, walked: Days, today: dt.date, run_days: int) -> bool:
    """Say whether a visit today can be part of a run: days before visited, later ones walked."""
    for back in range(run_days):
        days = [today + dt.timedelta(days=i - back) for i in range(run_days)]
        if all(day in visited if day < today else day in walked for day in days):
            return True
    return False


def visited_days(shifts: Iterable[PlannedShift]) -> dict[str, set[dt.date]]:
    """Return the days on which each hot spot is visited, by the day its shift begins."""
    days: dict[str, set[dt.date]] = defaultdict(set)
    for shift in shifts:
        for route in shift.routes:
            for stop in route.stops:
                if stop.kind == "visit":
                    days[stop.place].add(shift.day)
    return dict(days)


def missing_runs(
    spots: Sequence[Spot],
    shifts: Sequence[PlannedShift],
    days: Sequence[dt.date],
    dose: Dose,
    costs: Mapping[str, BeatHours],
) -> list[str]:
    """Say, beat by beat, which hot spots have weeks without a run and what would give them one."""
    weeks = weeks_of(days, dose.run_days)
    visited = visited_days(shifts)
    walked: dict[str, set[dt.date]] = defaultdict(set)
    for shift in shifts:
        walked[shift.beat].add(shift.day)
    sentences = []
    for beat in dict.fromkeys(spot.beat for spot in spots):
        own = [spot for spot in spots if spot.beat == beat]
        short = [
            spot for spot in own if weeks_short(visited.get(spot.id, set()), weeks, dose.run_days)
        ]
        if short:
            lacking = [w for w in weeks if not has_run(walked[beat], w, dose.run_days)]
            remedy = (
                _more_days(beat, walked[beat], lacking, dose, costs[beat])
                if lacking
                else _fewer_places(beat, own, visited, walked[beat], weeks, dose, costs[beat])
            )
            sentences.append(f"{_which(beat, own, short, visited, weeks, dose.run_days)} {remedy}")
    return sentences


def _which(
    beat: str,
    own: Sequence[Spot],
    short: Sequence[Spot],
    visited: Mapping[str, Days],
    weeks: Sequence[Days],
    run_days: int,
) -> str:
    names = [spot.name for spot in short[:MOST_NAMES]]
    more = f" and {len(short) - MOST_NAMES} more" if len(short) > MOST_NAMES else ""
    most = max(weeks_short(visited.get(spot.id, set()), weeks, run_days) for spot in short)
    when = "" if len(weeks) == 1 else f" in {most} of {len(weeks)} weeks"
    return (
        f"{beat}: {len(short)} of {len(own)} hot spots ({'; '.join(names)}{more}) are not visited "
        f"on {run_days} days in a row{when}."
    )


def _more_days(
    beat: str, walked: Days, lacking: Sequence[Days], dose: Dose, cost: BeatHours
) -> str:
    """Say what more days on the beat would take, from hours or from people."""
    missing = max(dose.run_days - _best_window(walked, week, dose.run_days) for week in lacking)
    days = f"{missing} more day{'' if missing == 1 else 's'} a week"
    hours = missing * cost.hours_a_day * len(lacking)
    weeks = "" if len(lacking) == 1 else f" in {len(lacking)} weeks"
    if cost.hours_left >= cost.hours_a_day:
        return (
            f"It would take {days} on this beat ({hours:g} person-hours{weeks}): the hours are "
            f"there, but not the people who know {beat} and may work then. More people, or shifts "
            "on more days, would make it possible."
        )
    return (
        f"It would take {days} on this beat: {hours:g} more person-hours{weeks}, or fewer beats "
        "for the hours there are."
    )


def _best_window(walked: Days, week: Days, run_days: int) -> int:
    """Return the most days walked in any stretch of ``run_days`` days that ends in the week."""
    return max(
        sum(last - dt.timedelta(days=back) in walked for back in range(run_days)) for last in week
    )


def _fewer_places(
    beat: str,
    own: Sequence[Spot],
    visited: Mapping[str, Days],
    walked: Days,
    weeks: Sequence[Days],
    dose: Dose,
    cost: BeatHours,
) -> str:
    """Say how many hot spots a day's walkers reach, and what another walker would take."""
    runs = [
        min(sum(day in visited.get(spot.id, ()) for spot in own) for day in stretch)
        for week in weeks
        for last in sorted(week)
        if walked
        >= frozenset(stretch := [last - dt.timedelta(days=back) for back in range(dose.run_days)])
    ]
    reach = max(1, max(runs, default=1))
    hours = dose.run_days * cost.hours_a_day
    return (
        f"The beat is walked on enough days, but one day's walkers reach {reach} of its "
        f"{counted(len(own), 'hot spot')}. One more walker on {dose.run_days} days a week "
        f"({hours:g} more person-hours), or at most {reach} hot spots on this beat, would make it "
        "possible."
    )
