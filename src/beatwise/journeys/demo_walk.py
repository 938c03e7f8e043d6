"""The demo's patrols: a plan for two weeks around today, walked so far by invented people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.store.plan_folder import write_files


if TYPE_CHECKING:
    import shapely

DAYS = dt.timedelta(days=13)  # from the Monday of last week to the Sunday of this one
HOURS, SECONDS, TARGET = 160.0, 4.0, 4200.0
SHIFTS = (("Late", "12:00", "20:00"), ("Early", "08:00", "16:00"))
TEAM = """name = "Demo patrols"
provider = "Millshire Police"

[[employer]]
id = "police"
name = "Millshire Police"
rules = "police"
"""
BASE = """
[[base]]
beat = "{beat}"
name = "{beat} town hall"
easting = {east:.0f}
northing = {north:.0f}
"""
PEOPLE_EACH = 6
CLEAR_M = 60.0


def walked_programme(folder: Path, lists: Sequence[Path], seed: int, today: dt.date) -> Path:
    """Plan two weeks on the hot spots of some lists, walk and measure them until yesterday.

    The weeks are last week and this one. The plan, the files as trackers, phones and partners would
    send them, and what was delivered stand in ``plan``, ``walked`` and ``delivery``; the last is
    returned. What is there already is left.
    """
    from beatwise.journeys.delivery.measure import measure
    from beatwise.journeys.delivery.plan_versions import read_plan_in_force
    from beatwise.journeys.planning.plan import plan
    from beatwise.simulation.write.walk_files import walk_files

    target, walked, report = folder / "plan", folder / "walked", folder / "delivery"
    if (report / "fidelity.json").exists():
        return report
    if not (target / "plan.json").exists():
        walked.mkdir(parents=True, exist_ok=True)
        team = walked / "team.toml"
        team.write_text(_team(lists), encoding="utf-8")
        first = today - dt.timedelta(days=today.weekday() + 7)
        plan(lists, team, first, first + DAYS, HOURS, time_limit=SECONDS, seed=seed, out=target)
    whole = read_plan_in_force(target).plan
    past = replace(whole, shifts=tuple(s for s in whole.shifts if s.day < today))
    write_files(walked, walk_files(past, seed))
    measure(
        target,
        tracks=[walked / "tracks.csv"],
        devices=walked / "devices.toml",
        check_ins=walked / "check-ins.csv",
        returns=walked / "hours-return.csv",
        abstractions=walked / "abstractions.csv",
        last=min(whole.last, today - dt.timedelta(days=1)),
        target=TARGET,
        out=report,
    )
    return report


def walkers(folder: Path) -> dict[str, str]:
    """Return who walks each shift of the demo's plan, by its id."""
    from beatwise.journeys.delivery.plan_versions import read_plan_in_force
    from beatwise.simulation.write.walk_files import walkers_of

    return walkers_of(read_plan_in_force(folder / "plan").plan)


def _team(lists: Sequence[Path]) -> str:
    """Return a team with a base in the middle of each list's hot spots, and in none of them."""
    from beatwise.journeys.planning.inputs import hot_spots

    words = TEAM
    for file in lists:
        beat = file.stem.replace("-", " ").title()
        east, north = _base([spot.geometry for spot in hot_spots(file)])
        words += BASE.format(beat=beat, east=east, north=north)
    for name, begins, ends in SHIFTS:
        words += f'\n[[shift]]\nname = "{name}"\nbegins = "{begins}"\nends = "{ends}"\n'
    for number in range(1, PEOPLE_EACH * len(lists) + 1):
        beat = lists[number % len(lists)].stem.replace("-", " ").title()
        words += (
            f'\n[[person]]\nid = "D{number:02d}"\nemployer = "police"\nrole = "PCSO"\n'
            f'powers = true\nskills = ["patrol"]\nbeats = ["{beat}"]\n'
        )
    return words


def _base(spots: Sequence[shapely.Geometry]) -> tuple[float, float]:
    """Return the point nearest to the middle of hot spots that is well outside all of them.

    Whoever waits at a base inside a hot spot would be counted as a visit.
    """
    import shapely

    ground = shapely.union_all(spots)
    middle = ground.centroid
    near = shapely.buffer(ground, CLEAR_M)
    if not near.contains(middle):
        return middle.x, middle.y
    edge = near.boundary
    place = edge.interpolate(edge.project(middle))
    return place.x, place.y
