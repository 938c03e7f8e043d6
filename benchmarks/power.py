"""Power by simulation, and the whole design page for seven towns."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from benchmarks._measure import alternate, timing


FITS = 50  # of the 1,000 that the peer would have to make
PUBLISHED = 18.4


def ours() -> Callable[[], object]:
    """1,000 replications × 299 permutations, 72 areas, 24 + 12 months."""
    from beatwise.evaluation.power.programme import Programme
    from beatwise.evaluation.power.side_by_side import power

    made = Programme(np.full(72, 5.0), np.arange(72) < 12, np.zeros(72, np.int64), 24, 12)
    return lambda: power(made, -20, variance_ratio=2, drift=0.15)


def peer() -> Callable[[], object]:
    """Draw panels of the same design and fit each by fepois, without any permutation."""
    import pandas as pd
    import pyfixest

    rng = np.random.default_rng(1)
    area, month = np.repeat(np.arange(72), 36), np.tile(np.arange(36), 72)
    on = ((area < 12) & (month >= 24)).astype(float)

    def work() -> None:
        for _ in range(FITS):
            mean = 5 * np.exp(0.15 * rng.standard_normal(72))[area] * (1 - 0.2 * on)
            rows = pd.DataFrame(
                {"y": rng.poisson(rng.gamma(mean)), "area": area, "month": month, "on": on}
            )
            pyfixest.fepois("y ~ on | area + month", rows, vcov={"CRV1": "area"})

    return work


def page() -> Callable[[], object]:
    """The design of 21 hot spots in seven towns, pages and all."""
    import tempfile
    from pathlib import Path

    from beatwise.clock import MonthRange
    from beatwise.journeys.evaluation.design_request import DesignRequest
    from beatwise.journeys.evaluation.drafts.side_by_side import SideBySideDraft
    from beatwise.journeys.evaluation.eligible import Wish
    from beatwise.journeys.evaluation.write_design import write_design
    from beatwise.journeys.gather.areas import gather_areas
    from beatwise.journeys.gather.police_uk import gather_police_uk
    from beatwise.journeys.simulate import simulate
    from beatwise.simulation import CountySpec
    from beatwise.store.workspace import Workspace

    folder = Path(tempfile.mkdtemp())
    simulate(folder / "county", CountySpec(towns=7, months=36), 1)
    workspace = Workspace.create(folder / "ws", "Millshire")
    gather_police_uk(workspace, [folder / "county/police-uk"], [], lambda done, total, words: None)
    gather_areas(
        workspace, [folder / "county/areas/towns.geojson"], "name", id_field="id", layer="towns"
    )
    spots = folder / "county/areas/hot-spots.geojson"
    patrols = MonthRange.parse("2026-06:2027-05")
    request = DesignRequest(
        SideBySideDraft(), Wish(drawn_within="town", seed=1), outcomes=("shoplifting",)
    )
    return lambda: write_design(workspace, [spots], patrols, request, folder / "design")


def run() -> list[dict]:
    """Return both rows."""
    whole = timing("benchmarks.power", "page", runs=2)
    if find_spec("pyfixest") is not None:
        fast, other = alternate(
            ("benchmarks.power", "ours"), ("benchmarks.power", "peer"), rounds=2
        )
        loop = other.median * 1000 / FITS
        said = f"peer: fepois in the same run, {FITS} fits scaled to 1,000, without permutations"
    else:
        fast, loop = timing("benchmarks.power", "ours"), PUBLISHED
        said = "peer: fepois in a loop, 18.4 ms each, published run without permutations"
    return [
        {
            "work": "power, 72 areas × 36 months, 1,000 replications × 299 permutations",
            "ours": fast.median,
            "peer": loop,
            "ratio": loop / fast.median,
            "memory_mb": fast.peak_mb,
            "target": "≤ 1 s",
            "met": fast.median <= 1,
            "note": f"first call {fast.first:.2f} s; {said}",
        },
        {
            "work": "design page for seven towns, 28 hot spots: protocol, HTML, PDF, ODS, JSON",
            "ours": whole.median,
            "peer": None,
            "ratio": None,
            "memory_mb": whole.peak_mb,
            "target": "≤ 20 s",
            "met": whole.median <= 20,
            "note": f"first call {whole.first:.2f} s",
        },
    ]
