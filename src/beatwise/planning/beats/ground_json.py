"""Walking times and ways of each beat as JSON values, so that a plan can be re-planned alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import permutations

import numpy as np

from beatwise.places.walking import Walks
from beatwise.planning.beats.ground import BeatGround
from beatwise.planning.plan import PatrolPlan
from beatwise.planning.saved_document import JsonObject
from beatwise.planning.team.team import Event, Team


def as_json(grounds: Mapping[str, BeatGround]) -> dict[str, object]:
    """Return seconds (null where there is no way) and ways in whole metres, by beat."""
    return {beat: _ground(ground) for beat, ground in grounds.items()}


def _ground(ground: BeatGround) -> dict[str, object]:
    walks = ground.walks
    reach = np.isfinite(walks.seconds)
    return {
        "basis": walks.basis,
        "places": [[round(float(v), 1) for v in at] for at in walks.xy],
        "seconds": [
            [round(float(s), 1) if math.isfinite(s) else None for s in row] for row in walks.seconds
        ],
        "ways": {
            f"{a}-{b}": [[round(float(x), 1), round(float(y), 1)] for x, y in walks.path(a, b)]
            for a, b in permutations(range(len(walks.xy)), 2)
            if reach[a, b]
        },
    }


def from_json(document: JsonObject, plan: PatrolPlan, team: Team) -> dict[str, BeatGround]:
    """Return the beats of a plan with their walking as it was measured."""
    grounds = {}
    for beat, measured in document.items():
        seconds = np.array(
            [[np.inf if s is None else s for s in row] for row in measured["seconds"]]
        )
        ways = {}
        for name, way in measured["ways"].items():
            a, _, b = name.partition("-")
            ways[int(a), int(b)] = np.array(way, float)
        events: tuple[Event, ...] = tuple(e for e in team.events if e.beat == beat)
        grounds[beat] = BeatGround(
            base=next(base.name for base in plan.bases if base.beat == beat),
            spots=tuple(spot for spot in plan.spots if spot.beat == beat),
            events=events,
            walks=Walks(seconds, measured["basis"], np.array(measured["places"], float), ways=ways),
        )
    return grounds
