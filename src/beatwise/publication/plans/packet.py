"""Every file of a plan, by name."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Mapping

from beatwise.planning import plan_json
from beatwise.planning.beats import ground_json
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.plan import PatrolPlan
from beatwise.planning.saved_document import json_bytes
from beatwise.planning.team.team import Team
from beatwise.publication.formats.html import page
from beatwise.publication.formats.ods import ods
from beatwise.publication.formats.workbook import workbook
from beatwise.publication.plans import plan_rows
from beatwise.publication.plans.gpx import route_gpx
from beatwise.publication.plans.pocket_card import CardMap, pocket_card
from beatwise.publication.plans.posts_toml import posts_toml
from beatwise.publication.plans.routes_geojson import routes_geojson
from beatwise.publication.plans.summary import summary
from beatwise.publication.town.opendata import table_csv


LEFT_OUT = "cards/LEFT-OUT.txt"
STOPPED = "Stopped by hand before these cards were drawn:\n"


def plan_files(
    plan: PatrolPlan,
    team: Team,
    grounds: Mapping[str, BeatGround],
    inputs: Mapping[str, bytes],
    *,
    until: float | None = None,
    cards: Container[str] | None = None,
    maps: Mapping[str, CardMap] | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> dict[str, bytes]:
    """Return every file of the plan; pocket cards only of the shifts in ``cards``, if given.

    ``maps`` holds what lies under the cards' maps, by beat.

    Pocket cards come last; those for which there is no time before ``until`` (on the clock of
    ``time.perf_counter``) are left out and listed in ``cards/LEFT-OUT.txt``.
    """
    about = summary(plan)
    tables = (*about.tables(), plan_rows.stops(plan))
    files = {
        **inputs,
        "plan.json": json_bytes(plan_json.as_json(plan)),
        "walking.json": json_bytes(ground_json.as_json(grounds)),
        "posts.toml": posts_toml(plan, team).encode(),
        "plan.html": page(about).encode(),
        "plan.ods": ods(workbook(about, tables)),
        "visits.csv": table_csv(plan_rows.stops(plan)).encode(),
        "routes.geojson": routes_geojson(plan).encode(),
    }
    for shift in plan.shifts:
        for number in range(1, len(shift.routes) + 1):
            files[f"gpx/{shift.id}-{number}.gpx"] = route_gpx(shift, number, plan).encode()
    left_out: list[str] = []
    words = "There was no time for these cards; give --time-limit more:\n"
    for done, shift in enumerate(plan.shifts):
        if cards is not None and shift.id not in cards:
            continue
        if until is not None and time.perf_counter() > until:
            left_out.append(shift.id)
            continue
        try:
            under = [maps[shift.beat]] if maps and shift.beat in maps else []
            ground = grounds.get(shift.beat)
            files[f"cards/{shift.id}.pdf"] = pocket_card(shift, plan, ground, *under)
        except KeyboardInterrupt:  # the plan is whole; only cards are missing
            words, until = STOPPED, 0.0
            left_out.append(shift.id)
        progress(done, len(plan.shifts), "drawing pocket cards")
    if left_out:
        files[LEFT_OUT] = (words + "\n".join(left_out) + "\n").encode()
    return files
