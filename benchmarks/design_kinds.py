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
    return _page(number=4)


def towns() -> Callable[[], object]:
    """Seven towns, one starting after another."""
    return _page(number=7, by_town=True)


def days() -> Callable[[], object]:
    """28 hot spots, three patrol days a week drawn by lot."""
    return _page(by_day=True)


def _page(*, number: int = 0, by_town: bool = False, by_day: bool = False) -> Callable[[], object]:
    import json
    import tempfile
    from pathlib import Path

    from beatwise.clock import MonthRange
    from beatwise.journeys.demo import gathered_county
    from beatwise.journeys.evaluation.design_request import DesignRequest, Draft
    from beatwise.journeys.evaluation.drafts.crossover import CrossoverDraft
    from beatwise.journeys.evaluation.drafts.side_by_side import SideBySideDraft
    from beatwise.journeys.evaluation.drafts.stepped import SteppedDraft, step_months
    from beatwise.journeys.evaluation.eligible import Wish
    from beatwise.journeys.evaluation.write_design import write_design

    folder = Path(tempfile.mkdtemp())
    workspace = gathered_county(folder, towns=7, months=36)
    spots = json.loads((folder / "county/areas/hot-spots.geojson").read_text())
    for feature in spots["features"]:
        del feature["properties"]["role"]
    (folder / "spots.geojson").write_text(json.dumps(spots))
    patrols = MonthRange.parse("2026-01:2026-12")
    draft: Draft = SideBySideDraft()
    if number:
        draft = SteppedDraft(step_months(patrols, number))
    if by_day:
        draft = CrossoverDraft(patrol_days=3)
    request = DesignRequest(
        draft,
        Wish(seed=1, by_town=by_town),
        outcomes=("shoplifting",),
        source="millshire-timed" if by_day else "data.police.uk",
    )
    return lambda: write_design(
        workspace, [folder / "spots.geojson"], patrols, request, folder / "design"
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
