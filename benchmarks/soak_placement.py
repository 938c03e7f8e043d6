"""Does sliding the cell beat a fixed grid? Every town of three counties, four origins.

    python benchmarks/soak_placement.py [REAL_DATA]

Prints, for both types, the share of later incidents that the list holds, and
the share that as much ground of a fixed grid, ranked by training counts, holds. Towns with at least
20 training and 10 later incidents; the interval takes each town as one case. Then the mean PAI of
the lists over that of the grid, a case for each force, type and origin. About two minutes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely

from beatwise.clock import MonthRange
from beatwise.hotspots.accuracy import paired_difference
from beatwise.hotspots.shortlist.grid_baseline import grid_scores
from beatwise.hotspots.shortlist.out_of_time import share_held
from beatwise.hotspots.shortlist.placing.choose import places, places_by_counts
from beatwise.journeys.gather.areas import gather_areas
from beatwise.journeys.gather.police_uk import gather_police_uk
from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.area_incidents import asked_months, observe
from beatwise.journeys.hotspots.shortlist_question import question_for
from beatwise.store.workspace import Workspace


FORCES = ("leicestershire", "derbyshire", "warwickshire")
TYPES = ("anti-social-behaviour", "shoplifting")
ORIGINS = (
    ("2022-01:2022-08", "2022-09:2022-11"),
    ("2022-06:2024-04", "2025-01:2025-03"),
    ("2025-01:2025-06", "2025-07:2025-09"),
    ("2025-01:2025-09", "2025-10:2025-12"),
)


class ListCase(NamedTuple):
    """A town's list from one origin: later incidents held by it, by the grid and by its own rule.

    ``same`` is the list's own rule on plain counts; ``ground`` the list's share of the town.
    """

    town: str
    force: str
    origin: int
    ours: float
    grid: float
    same: float
    ground: float


DATA = Path(os.environ.get("BEATWISE_REAL_DATA", Path(__file__).parents[2] / "shared" / "data"))


def run(data: Path = DATA) -> list[dict]:
    """Return one row for each type and each baseline."""
    workspace = _gathered(data)
    rows = workspace.offences(types=TYPES, columns=("easting", "northing", "force"))
    towns = [area for area in workspace.areas("towns") if _within(workspace, rows, area)]
    began = time.perf_counter()
    scores = {kind: [s for a in towns for s in _scores(workspace, a, kind)] for kind in TYPES}
    seconds = time.perf_counter() - began
    rows = [row for kind in TYPES for row in _rows(kind, scores[kind], seconds)]
    return [*rows, _pai(scores, seconds)]


def _rows(kind: str, scores: list[ListCase], seconds: float) -> list[dict]:
    label, ours, grid, same = (
        np.array([getattr(one, name) for one in scores])
        for name in ("town", "ours", "grid", "same")
    )
    rows = []
    for name, theirs in (("fixed grid by counts", grid), ("same rule by counts", same)):
        gap = paired_difference(ours, theirs, groups=label)
        low, high = gap.difference.low or 0.0, gap.difference.high or 0.0
        words = f"{len(set(label))} towns, {len(scores)} lists: list holds {ours.mean():.3f}, "
        words += f"{name} {theirs.mean():.3f}, difference {gap.difference.value:+.4f} "
        words += f"({low:+.4f} to {high:+.4f}): {gap.verdict}"
        rows.append(
            {
                "work": f"hot spots of {kind} against {name}, equal ground",
                "ours": round(seconds, 2),
                "peer": None,
                "ratio": None,
                "memory_mb": None,
                "target": "no worse",
                "met": gap.verdict != "worse",
                "note": words,
            }
        )
    return rows


def _pai(scores: dict[str, list[ListCase]], seconds: float) -> dict:
    """Return the lists' mean PAI over the grid's, by force, type and origin."""
    groups: dict[tuple[str, str, int], list[ListCase]] = {}
    for kind, lists in scores.items():
        for one in lists:
            groups.setdefault((one.force, kind, one.origin), []).append(one)
    ratios = {
        case: sum(o.ours / o.ground for o in lists) / sum(o.grid / o.ground for o in lists)
        for case, lists in groups.items()
    }
    values = list(ratios.values())
    by_force = (
        f"{force} {np.mean([r for case, r in ratios.items() if case[0] == force]):.3f}"
        for force in FORCES
    )
    won = sum(value > 1 for value in values)
    return {
        "work": "mean PAI of the lists over that of a fixed grid by counts, equal ground",
        "ours": round(seconds, 2),
        "peer": None,
        "ratio": round(float(np.mean(values)), 3),
        "memory_mb": None,
        "target": "at least 1.14; the aim is 1.20",
        "met": bool(np.mean(values) >= 1.14),
        "note": f"{np.mean(values):.3f} over {len(values)} cases of a force, a type and an origin, "
        f"{won} won, {min(values):.2f} to {max(values):.2f}; {', '.join(by_force)}",
    }


def _gathered(data: Path) -> Workspace:
    made = Workspace.create(Path(tempfile.mkdtemp()) / "workspace", "placement")
    gather_police_uk(made, [data / "police_uk_street" / force for force in FORCES], [])
    path = data / "boundaries" / "towns" / "geogtownandcitiesEW.topojson"
    gather_areas(made, [path], "AREANM", layer="towns", id_field="AREACD")
    return made


def _within(workspace: Workspace, rows, area) -> bool:
    """Say whether a town lies on gathered ground, and all of it in one county."""
    if force_ground(workspace).of(area.geometry).home is None:
        return False
    west, south, east, north = area.geometry.bounds
    near = rows[rows["easting"].between(west, east) & rows["northing"].between(south, north)]
    inside = near[shapely.intersects_xy(area.geometry, near["easting"], near["northing"])]
    return len(inside) >= 10 and inside["force"].astype(str).nunique() == 1


def _scores(workspace: Workspace, area, kind: str) -> Iterator[ListCase]:
    seen = observe(workspace, area, (kind,))
    observed = seen.observed
    question, _ = question_for(
        workspace, observed, "hex", None, count=5, seed=0, why=None, layer=None
    )
    for origin, (train, score) in enumerate(ORIGINS):
        early, _ = asked_months(observed, MonthRange.parse(train), "training")
        late, _ = asked_months(observed, MonthRange.parse(score), "scored")
        if observed.counts(early).sum() < 20 or observed.counts(late).sum() < 10:
            continue
        shapes = [c.geometry for c in places(observed, early, question)]
        plain = [c.geometry for c in places_by_counts(observed, early, question)]
        ground = sum(s.area for s in shapes)
        grid = grid_scores(ground, observed, early, late, question)[0]
        if shapes and plain:
            ours, same = (share_held(s, observed, late) for s in (shapes, plain))
            share = ground / area.area_m2
            yield ListCase(area.label, seen.force, origin, ours, grid.share, same, share)


if __name__ == "__main__":
    for row in run(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA):
        print(row["work"], row["note"], sep="\n  ")
