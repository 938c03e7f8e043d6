"""The demo's patrols: a plan for two weeks, walked by invented people, and what was delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from beatwise.store.plan_folder import write_files


FIRST, LAST = dt.date(2026, 1, 5), dt.date(2026, 1, 18)
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


def walked_programme(folder: Path, lists: Sequence[Path], seed: int) -> Path:
    """Plan, walk and measure two weeks on the hot spots of some lists; return the report's folder.

    The plan, the files as trackers, phones and partners would send them, and what was delivered
    stand in ``plan``, ``walked`` and ``delivery``; what is there already is left.
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
        plan(lists, team, FIRST, LAST, HOURS, time_limit=SECONDS, seed=seed, out=target)
    in_force = read_plan_in_force(target)
    write_files(walked, walk_files(in_force.plan, seed))
    measure(
        target,
        tracks=[walked / "tracks.csv"],
        devices=walked / "devices.toml",
        check_ins=walked / "check-ins.csv",
        returns=walked / "hours-return.csv",
        abstractions=walked / "abstractions.csv",
        target=TARGET,
        out=report,
    )
    return report


def _team(lists: Sequence[Path]) -> str:
    """Return a team with a base in the middle of each list's hot spots."""
    import shapely

    from beatwise.journeys.planning.inputs import hot_spots

    words = TEAM
    for file in lists:
        beat = file.stem.replace("-", " ").title()
        middle = shapely.union_all([spot.geometry for spot in hot_spots(file)]).centroid
        words += BASE.format(beat=beat, east=middle.x, north=middle.y)
    for name, begins, ends in SHIFTS:
        words += f'\n[[shift]]\nname = "{name}"\nbegins = "{begins}"\nends = "{ends}"\n'
    for number in range(1, PEOPLE_EACH * len(lists) + 1):
        beat = lists[number % len(lists)].stem.replace("-", " ").title()
        words += (
            f'\n[[person]]\nid = "D{number:02d}"\nemployer = "police"\nrole = "PCSO"\n'
            f'powers = true\nskills = ["patrol"]\nbeats = ["{beat}"]\n'
        )
    return words
