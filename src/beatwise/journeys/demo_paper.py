"""The demo's paper: the answer to a panel's request, its figures computed a moment before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from beatwise.clock import MonthRange
from beatwise.errors import MissingData, Refused
from beatwise.store.whole_file import write_whole


if TYPE_CHECKING:
    from beatwise.hotspots.towns.between_towns import BetweenTowns
    from beatwise.store.workspace import Workspace

PATROLS = "2026-01:2026-06"
TRAIN, SCORE = MonthRange.parse("2025-01:2025-09"), MonthRange.parse("2025-10:2025-12")
TYPES = ("anti-social-behaviour", "shoplifting")
# What an office would write itself; made up, as the county is.
ANSWERS = {
    "b": "The fund stands in the budget that was set in February; this programme is its first "
    "line. How its evaluation is paid for is said in {paragraphs: c}.",
    "d": "The chief constable was asked for advice before the towns were chosen. The advice was to "
    "keep clear of streets with planned operations, and it was followed.",
    "f": "At community days, people in the {towns.towns.#} towns asked most often to see somebody "
    "on foot. No survey has been made.",
}


def panel_paper(
    workspace: Workspace,
    folder: Path,
    towns: BetweenTowns,
    lists: Sequence[Path],
    delivery: Path,
    day: dt.date,
) -> Path:
    """Write the paper into a folder, its results beside it; return the page.

    The first town stands for the others in the tables of places and hours.
    """
    from beatwise.journeys.papers.write_paper import write_paper

    results = _results(workspace, folder / "results", towns, lists)
    answers = folder / "answers.toml"
    texts = (f'[[answer]]\nrequest = "{at}"\ntext = "{words}"\n' for at, words in ANSWERS.items())
    write_whole(answers, "\n".join(texts).encode())
    results["measure"] = delivery / "fidelity.json"
    paper = write_paper("panel-request", folder, results=results, answers=answers, date=day)
    return paper.files[0]


def _results(
    workspace: Workspace, folder: Path, towns: BetweenTowns, lists: Sequence[Path]
) -> dict[str, Path]:
    from beatwise.hotspots.shortlist.as_json import as_json as list_json
    from beatwise.hotspots.towns.as_json import as_json as towns_json
    from beatwise.journeys.evaluation.evidence import LIBRARY_DATE, write_evidence
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
    write_evidence(folder / "evidence", on=dt.date.fromisoformat(LIBRARY_DATE))
    files = {name: folder / f"{name}.json" for name in documents}
    return files | {"evidence": folder / "evidence" / "evidence.json"}


def _design(
    workspace: Workspace, folder: Path, lists: Sequence[Path]
) -> dict[str, Mapping[str, object]]:
    """Return the design's document, or nothing where the lists have too few areas for one."""
    from beatwise.journeys.evaluation.usual_design import design

    try:
        return {"design": design(workspace, list(lists), PATROLS, folder).as_json()}
    except (MissingData, Refused):
        return {}
