"""The demo's paper: the answer to a panel's request, its figures computed a moment before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise import data
from beatwise.clock import MonthRange
from beatwise.errors import MissingData, Refused
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.store.whole_file import write_whole


if TYPE_CHECKING:
    from beatwise.hotspots.towns.between_towns import BetweenTowns
    from beatwise.publication.papers.figure_book import Result
    from beatwise.store.workspace import Workspace

PATROLS = "2026-01:2026-06"
TRAIN, SCORE = MonthRange.parse("2025-01:2025-09"), MonthRange.parse("2025-10:2025-12")
TYPES = ("anti-social-behaviour", "shoplifting")
# Made up, as the county is: pounds that an incident costs whoever it happens to and whoever comes.
UNIT_COSTS = {
    "shoplifting": {"low": 300, "central": 600, "high": 1000},
    "anti-social-behaviour": {"low": 150, "central": 400, "high": 900},
}
COUNTED = "2026-01-31"  # when the last of the demo's months was counted
Office = Callable[[], Mapping[str, "Result"]]


def panel_paper(
    workspace: Workspace,
    folder: Path,
    towns: BetweenTowns,
    lists: Sequence[Path],
    delivery: Path,
    day: dt.date,
    office: Office | None = None,
) -> None:
    """Write the paper into a folder, its results beside it.

    The first town stands for the others in the tables of places and hours. ``office`` gives what
    the demo's office has on record; without one the paper says what has no record.
    """
    from beatwise.journeys.papers.write_paper import write_paper

    results = _results(workspace, folder / "results", towns, lists)
    results["measure"] = delivery / "fidelity.json"
    write_paper("panel-request", folder, results=results, date=day, office=office)


def _results(
    workspace: Workspace, folder: Path, towns: BetweenTowns, lists: Sequence[Path]
) -> dict[str, Path]:
    from beatwise.hotspots.shortlist.as_json import as_json as list_json
    from beatwise.hotspots.towns.as_json import as_json as towns_json
    from beatwise.journeys.evaluation.evidence import LIBRARY_DATE, SHIPPED, write_evidence
    from beatwise.journeys.hotspots.find import find
    from beatwise.journeys.hotspots.peaks import as_json as peaks_json
    from beatwise.journeys.hotspots.peaks import find_peaks

    first = f"towns:{workspace.areas('towns')[0].label}"
    folder.mkdir(parents=True, exist_ok=True)
    documents: dict[str, Mapping[str, object]] = {
        "towns": towns_json(towns),
        "find": list_json(find(workspace, first, TYPES, TRAIN, SCORE)),
        "peaks": peaks_json(find_peaks(workspace, [first], TYPES[1:])[0]),
    }
    documents |= _design(workspace, folder / "design", lists)
    for name, values in documents.items():
        content = json.dumps(values, ensure_ascii=False, indent=1, default=str) + "\n"
        write_whole(folder / f"{name}.json", content.encode())
    library = folder / "evidence"
    write_evidence(library, claims=SHIPPED, on=dt.date.fromisoformat(LIBRARY_DATE))
    files = {name: folder / f"{name}.json" for name in documents}
    own = {"evidence": library / "evidence.json", "options": _options(folder, towns)}
    return files | own


def _options(folder: Path, towns: BetweenTowns) -> Path:
    """Appraise the options with the incidents that the comparison of the towns counted."""
    from beatwise.journeys.planning.options import options

    inputs = folder / "options.toml"
    outcomes = (_outcome(towns, name, cost) for name, cost in UNIT_COSTS.items())
    text = "\n".join([data.text("options", "invented-county.toml"), *outcomes])
    write_whole(inputs, text.encode())
    options(inputs, out=folder / "options", date=dt.date.fromisoformat(COUNTED))
    return folder / "options" / "options.json"


def _outcome(towns: BetweenTowns, kind: str, cost: Mapping[str, int]) -> str:
    """Return an outcome of the appraisal: what all towns recorded a month, and what one costs."""
    counted = [town.by_type.get(kind) for town in towns.towns]
    a_month = sum(one.a_month for one in counted if one is not None)
    return (
        f'[[outcome]]\nname = "{in_words(kind)}"\n'
        f'incidents_month = {{ central = {a_month:.1f}, source = "beatwise towns, '
        f'{towns.train.words}", checked = "{COUNTED}" }}\n'
        f"unit_cost = {{ {', '.join(f'{name} = {pounds}' for name, pounds in cost.items())} }}\n"
    )


def _design(
    workspace: Workspace, folder: Path, lists: Sequence[Path]
) -> dict[str, Mapping[str, object]]:
    """Return the design's document, or nothing where the lists have too few areas for one."""
    from beatwise.journeys.evaluation.usual_design import design

    try:
        return {"design": design(workspace, list(lists), PATROLS, folder).as_json()}
    except (MissingData, Refused):
        return {}
