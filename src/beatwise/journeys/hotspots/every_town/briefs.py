"""The brief and report of every town as a folder of files, with an index page and a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from beatwise.clock import Month
from beatwise.compute.spread import Here, Spread
from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.area_incidents import asked_types
from beatwise.journeys.hotspots.brief import BriefRequest, brief_of
from beatwise.journeys.hotspots.every_town.each_town import NoAnswer, each_town
from beatwise.journeys.hotspots.every_town.town_choice import every_town
from beatwise.journeys.hotspots.every_town.town_folder import begin_folder
from beatwise.journeys.hotspots.find import in_order
from beatwise.journeys.hotspots.shortlist_question import check_question
from beatwise.places.areas import Area
from beatwise.publication import attribution
from beatwise.publication.formats.html import page
from beatwise.publication.maps.town_index import IndexedTown, town_index
from beatwise.publication.town.brief_files import TownFileNames
from beatwise.records.crime_types import CATEGORIES
from beatwise.records.force_names import force_words
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class EveryBrief:
    """What was written: the towns in order of label, how many files, and the folder."""

    folder: Path
    towns: tuple[IndexedTown, ...]
    files: int


def brief_every_town(
    workspace: Workspace,
    request: BriefRequest,
    out: Path,
    *,
    layer: str | None = None,
    spread: Spread | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> EveryBrief:
    """Write the files of every town of a layer into a folder, and a first page when all are done.

    A town whose ground or months were not gathered, or whose list a rule refuses, is on the first
    page with the reason. The files are the same bytes however the work is spread, and those of
    ``write_briefs``.

    Raises as ``write_briefs`` for what concerns all towns, and what ``spread`` raises.
    """
    kinds = asked_types(workspace, request.types, None)
    if request.train is not None:
        in_order(request.train, request.score)
    check_question(request.unit, request.size_m, count=request.count, why=request.why, exact=False)
    towns = every_town(workspace, layer)
    begin_folder(out, INDEX)
    lines: list[IndexedTown] = []
    number = 0
    work = partial(_brief_of, request=request, names=TownFileNames.among(towns))
    for town, answer in each_town(workspace, towns, work, spread or Here(), progress, most=1):
        if isinstance(answer, NoAnswer):
            lines.append(IndexedTown(*_where(workspace, town), reason=answer.message))
            continue
        page_file, recorded, files = answer
        for name, content in files.items():
            write_whole(out / name, content)
        lines.append(IndexedTown(*_where(workspace, town), page=page_file, recorded=recorded))
        number += len(files)
    lines.sort(key=lambda one: (one.label, one.page))
    words = " and ".join(CATEGORIES.get(kind, kind) for kind in kinds)
    last_day = Month(workspace.catalogue.span[-1]).last_day
    document = town_index(lines, words, attribution.sentences(workspace.provenance()), last_day)
    write_whole(out / INDEX, page(document).encode())
    return EveryBrief(out, tuple(lines), number + 1)


def _brief_of(
    workspace: Workspace, town: Area, request: BriefRequest, names: TownFileNames
) -> tuple[str, tuple[tuple[str, int], ...], dict[str, bytes]]:
    """Return the file of a town's brief, incidents of each type in words, and all its files."""
    name = names.of(town)
    shortlist, files = brief_of(workspace, town, name, request)
    totals = tuple((CATEGORIES.get(k, k), n) for k, n in shortlist.totals.items())
    return f"{name}-brief.html", totals, files


def _where(workspace: Workspace, town: Area) -> tuple[str, str, float, float]:
    home, middle = force_ground(workspace).of(town.geometry).home, town.geometry.centroid
    return town.label, force_words(home or ""), middle.x, middle.y
