"""Do places that are called rising hold what was said? Simulated counties and real towns.

    python benchmarks/soak_trends.py [REAL_DATA]

Each hot spot is chosen and described on earlier months. What is said of it is its level in the
months of choosing and its trend against the rest of its area up to their end; a trend is not said
to go on. That gives incidents expected later, out of what the area then had. Chosen places fall
back to the mean, all of them alike, so expectations are scaled to what all chosen places held.
Places are grouped by what their trend was called. Prints, for each group, the incidents held later
against those expected by level alone (`by_level`) and by level and trend (`expected`). About two
minutes.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import norm

from beatwise.clock import MonthRange
from beatwise.hotspots.shortlist.placing.choose import Question, places
from beatwise.hotspots.shortlist.placing.training_data import Observed
from beatwise.hotspots.shortlist.reasons.place_trend import place_trend


COUNT = 5
CALLED = ("rising", "no clear trend", "falling")


class Held(NamedTuple):
    """One place later: what it was called, what it held, and what was expected of it."""

    called: str
    held: int
    by_level: float
    by_trend: float


def trends_held(
    observed: Observed, train: tuple[int, ...], score: tuple[int, ...], question: Question
) -> Iterator[Held]:
    """Yield each place that has a trend, chosen on ``train``, with what it held in ``score``."""
    import shapely

    past = tuple(month for month in observed.months if month <= train[-1])
    choosing = np.isin(past, train)
    area, later = observed.counts(past)[0], int(observed.counts(score).sum())
    for place in places(observed, train, question):
        inside = shapely.intersects_xy(place.geometry, observed.x, observed.y)
        slope = place_trend(observed.counts(past, inside)[0], area, np.array(past), choosing)
        if slope is None or slope.low is None or slope.high is None:
            continue
        share = observed.counts(train, inside).sum() / observed.counts(train).sum()
        years = (train[-1] - np.mean(train)) / 12
        odds = share / (1 - share) * (1 + slope.value / 100) ** years
        called = CALLED[0] if slope.low > 0 else CALLED[2] if slope.high < 0 else CALLED[1]
        yield Held(
            called,
            int(observed.counts(score, inside).sum()),
            float(share * later),
            float(odds / (1 + odds) * later),
        )


def table(cases: Iterable[Held]) -> dict[str, dict[str, float]]:
    """Return for each group its places, incidents held and expected, and z against ``expected``.

    ``z`` takes later counts as Poisson with twice their variance: months of busy places vary so.
    """
    rows: dict[str, dict[str, float]] = {}
    every = list(cases)
    back = sum(case.held for case in every) / max(1e-9, sum(case.by_level for case in every))
    for called in CALLED:
        mine = [case for case in every if case.called == called]
        held = sum(case.held for case in mine)
        level, trend = (
            back * sum(getattr(case, name) for case in mine) for name in ("by_level", "by_trend")
        )
        rows[called] = {
            "places": len(mine),
            "held": held,
            "by_level": round(level, 1),
            "expected": round(trend, 1),
            "z": round((held - trend) / (2 * max(trend, 1)) ** 0.5, 2),
        }
    return rows


def real_cases(data: Path) -> Iterator[Held]:
    """Yield the places of every town of the real forces, both types, over the usual origins."""
    from beatwise.journeys.home_forces.home_ground import force_ground
    from beatwise.journeys.hotspots.area_incidents import asked_months, observe
    from beatwise.journeys.hotspots.shortlist_question import question_for
    from benchmarks.soak_placement import ORIGINS, TYPES, _gathered

    workspace = _gathered(data)
    ground = force_ground(workspace)
    for town in (a for a in workspace.areas("towns") if ground.of(a.geometry).home):
        for kind in TYPES:
            observed = observe(workspace, town, (kind,)).observed
            question, _ = question_for(
                workspace, observed, "hex", None, count=COUNT, seed=0, why=None, layer=None
            )
            for train, score in ORIGINS:
                early, _ = asked_months(observed, MonthRange.parse(train), "training")
                late, _ = asked_months(observed, MonthRange.parse(score), "scored")
                if observed.counts(early).sum() >= 20 and observed.counts(late).sum() >= 10:
                    yield from trends_held(observed, tuple(early), tuple(late), question)


def simulated_cases(counties: int) -> Iterator[Held]:
    """Yield the places of so many simulated counties of four towns, chosen on 9 of 30 months."""
    from beatwise.cli.main import run
    from beatwise.journeys.hotspots.area_incidents import observe
    from beatwise.journeys.hotspots.shortlist_question import question_for
    from beatwise.journeys.simulate import simulate
    from beatwise.simulation import CountySpec
    from beatwise.store.workspace import Workspace

    for seed in range(counties):
        folder = Path(tempfile.mkdtemp())
        simulate(folder / "county", CountySpec(towns=4, months=36, volume=3.0), seed)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            run(["init", str(folder / "ws"), "--name", "x"])
            ws = ["--workspace", str(folder / "ws")]
            run(["gather", "police-uk", str(folder / "county/police-uk"), *ws])
            towns = str(folder / "county/areas/towns.geojson")
            run(["gather", "areas", towns, "--label", "name", "--layer", "towns", *ws])
        workspace = Workspace.open(folder / "ws")
        for town in workspace.areas("towns"):
            for kind in ("anti-social-behaviour", "shoplifting"):
                observed = observe(workspace, town, (kind,)).observed
                question, _ = question_for(
                    workspace, observed, "hex", None, count=COUNT, seed=0, why=None, layer=None
                )
                months = observed.months
                yield from trends_held(observed, months[18:30], months[30:36], question)
        shutil.rmtree(folder)


def run(data: Path | None = None) -> list[dict]:
    """Return what each group of places held later beside what was said."""
    from benchmarks.soak_placement import DATA

    results = []
    for name, cases in (
        ("simulated counties", simulated_cases(20)),
        ("real towns", real_cases(data or DATA)),
    ):
        for called, row in table(cases).items():
            results.append(
                {
                    "work": f"{name}, {row['places']} places called {called}: incidents held later",
                    "ours": row["held"],
                    "peer": row["expected"],
                    "ratio": None,
                    "memory_mb": None,
                    "target": "within ±1.96 standard deviations of what was said",
                    "met": abs(row["z"]) <= norm.ppf(0.975),
                    "note": f"z {row['z']:+.2f}; by level alone {row['by_level']}",
                }
            )
    return results


if __name__ == "__main__":
    for result in run(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print(result["work"], result["ours"], result["peer"], result["note"], sep="; ")
