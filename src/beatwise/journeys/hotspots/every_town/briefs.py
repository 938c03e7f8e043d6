"""The brief and report of every town as a folder of files, with an index page and a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beatwise.clock import Month
from beatwise.compute.spread import Here, Spread
from beatwise.errors import MissingData, Refused
from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.area_incidents import asked_types, no_months
from beatwise.journeys.hotspots.brief import BriefRequest, brief_of
from beatwise.journeys.hotspots.every_town.town_choice import candidates, file_names
from beatwise.journeys.hotspots.every_town.town_part import TownPart, town_parts
from beatwise.places.areas import Area
from beatwise.publication import attribution
from beatwise.publication.formats.html import page
from beatwise.publication.maps.town_index import IndexedTown, town_index
from beatwise.records.offences import CATEGORIES
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class EveryBrief:
    """What was written: the towns in order of label, how many files, and the folder."""

    folder: Path
    towns: tuple[IndexedTown, ...]
    files: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Towns, what is asked of each, and what the files of each begin with."""

    towns: TownPart
    request: BriefRequest
    names: tuple[str, ...]


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
    if not workspace.forces():
        raise no_months()
    towns = candidates(workspace, (), layer)
    names = file_names(towns)
    parts = [
        _Part(part, request, tuple(names[one] for one in part.ids))
        for part in town_parts(workspace, towns, most=1)
    ]
    lines: list[IndexedTown] = []
    number = 0
    for briefs in (spread or Here()).run(_briefs_of, parts):
        for line, files in briefs:
            for name, content in files.items():
                write_whole(out / name, content)
            lines.append(line)
            number += len(files)
        progress(len(lines), len(towns), lines[-1].label)
    lines.sort(key=lambda one: (one.label, one.page))
    words = " and ".join(CATEGORIES.get(kind, kind) for kind in kinds)
    last_day = Month(workspace.catalogue.span[-1]).last_day
    document = town_index(lines, words, attribution.sentences(workspace.provenance()), last_day)
    write_whole(out / INDEX, page(document).encode())
    return EveryBrief(out, tuple(lines), number + 1)


def _briefs_of(part: _Part) -> list[tuple[IndexedTown, dict[str, bytes]]]:
    workspace = part.towns.workspace.opened()
    return [
        _brief_of(workspace, town, name, part.request)
        for town, name in zip(part.towns.areas(), part.names, strict=True)
    ]


def _brief_of(
    workspace: Workspace, town: Area, name: str, request: BriefRequest
) -> tuple[IndexedTown, dict[str, bytes]]:
    home = force_ground(workspace).of(town.geometry).home or ""
    middle = town.geometry.centroid
    where = town.label, home.replace("-", " ").capitalize(), middle.x, middle.y
    try:
        shortlist, files = brief_of(workspace, town, name, request)
    except (MissingData, Refused) as error:
        return IndexedTown(*where, reason=error.message), {}
    totals = tuple((CATEGORIES.get(k, k), n) for k, n in shortlist.totals.items())
    return IndexedTown(*where, page=f"{name}-brief.html", recorded=totals), files
