"""The whole design page for seven towns, 28 hot spots, for designs by step and by day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks._measure import timing


WORDS = {
    "steps": "design page for seven towns, 28 hot spots in 4 steps: every file",
    "towns": "design page for seven towns started whole in 7 steps: every file",
    "days": "design page for seven towns, 28 hot spots by day: every file",
}


def steps() -> Callable[[], object]:
    """28 hot spots in four steps."""
    return _page("stepped", number=4)


def towns() -> Callable[[], object]:
    """Seven towns, one starting after another."""
    return _page("stepped", number=7, by_town=True)


def days() -> Callable[[], object]:
    """28 hot spots, three patrol days a week drawn by lot."""
    return _page("crossover")


def _page(kind: str, *, number: int = 0, by_town: bool = False) -> Callable[[], object]:
    import json
    import tempfile
    from pathlib import Path

    from beatwise.clock import MonthRange
    from beatwise.journeys.demo import gathered_county
    from beatwise.journeys.evaluation.assign import Wish
    from beatwise.journeys.evaluation.design_request import Asked
    from beatwise.journeys.evaluation.drafts.stepped import step_months
    from beatwise.journeys.evaluation.write_design import write_design

    folder = Path(tempfile.mkdtemp())
    workspace = gathered_county(folder, towns=7, months=36)
    spots = json.loads((folder / "county/areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    (folder / "spots.geojson").write_text(json.dumps(spots))
    patrols = MonthRange.parse("2026-01:2026-12")
    asked = Asked(
        wish=Wish(
            seed=1,
            by_town=by_town,
            steps=step_months(patrols, number) if number else (),
            patrol_days=3 if kind == "crossover" else 0,
        ),
        outcomes=("shoplifting",),
        kind=kind,
        source="millshire-timed" if kind == "crossover" else "data.police.uk",
    )
    return lambda: write_design(
        workspace, [folder / "spots.geojson"], patrols, asked, folder / "design"
    )


def run() -> list[dict[str, Any]]:
    """Return one row for each kind."""
    rows = []
    for name, words in WORDS.items():
        found = timing("benchmarks.design_kinds", name, runs=2)
        rows.append({
            "work": words,
            "ours": found.median,
            "memory_mb": found.peak_mb,
            "target": "≤ 20 s",
            "met": found.median <= 20,
            "note": f"first call {found.first:.2f} s",
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
