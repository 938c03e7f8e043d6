"""A power atlas: what a programme in each town could ever tell, as CSV and as a page with a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from beatwise.cell_text.csv_text import csv_text
from beatwise.clock import MonthRange
from beatwise.compute.spread import Here, Spread
from beatwise.errors import MissingData
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.power_atlas import atlas_cells
from beatwise.journeys.home_forces.home_ground import force_ground, not_gathered
from beatwise.journeys.hotspots.area_incidents import asked_types, no_months
from beatwise.journeys.hotspots.every_town.bare_lists import BareRequest, bare_lists
from beatwise.journeys.hotspots.every_town.town_choice import candidates
from beatwise.places.areas import Area
from beatwise.publication import attribution
from beatwise.publication.formats.html import page
from beatwise.publication.maps.power_atlas_page import AtlasTown, atlas_page
from beatwise.records.offences import CATEGORIES
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


TABLE, PAGE = "atlas.csv", "atlas.html"
_HEAD = ("area", "force", "type", "hours", "months", "hot_spots", "a_month", "fall")


def write_power_atlas(
    workspace: Workspace,
    types: Sequence[str],
    train: MonthRange,
    out: Path,
    *,
    layer: str | None = None,
    count: int = 5,
    seed: int = 0,
    spread: Spread | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> tuple[AtlasTown, ...]:
    """Write ``atlas.csv`` and ``atlas.html`` into a folder; return the towns in order of label.

    ``fall`` in the CSV is a share, empty where not even a fall of nine tenths could be told. A town
    on ground that was not gathered is on the page with the reason.

    Raises ``UsageError`` and ``MissingData`` as ``towns`` does, and what ``spread`` raises.
    """
    kinds = asked_types(workspace, types, None)
    if not workspace.forces():
        raise no_months()
    ground = force_ground(workspace)
    every = candidates(workspace, (), layer)
    inside = [town for town in every if ground.of(town.geometry).home is not None]
    if not inside:
        raise MissingData("no town is on the ground of a gathered force.", place=every[0].layer)
    request = BareRequest(kinds, train, count, seed)
    lists = bare_lists(workspace, inside, request, spread or Here(), progress)
    of_town = {one.area.id: one for one in lists}
    towns = tuple(
        _town(workspace, town, of_town.get(town.id))
        for town in sorted(every, key=lambda one: (one.label, one.id))
    )
    document = atlas_page(
        towns, train.words, attribution.sentences(workspace.provenance()), train.last.last_day
    )
    write_whole(out / TABLE, _csv(towns).encode())
    write_whole(out / PAGE, page(document).encode())
    return towns


def _town(workspace: Workspace, town: Area, shortlist: Shortlist | None) -> AtlasTown:
    ground, middle = force_ground(workspace).of(town.geometry), town.geometry.centroid
    where = town.label, ground.home or "", middle.x, middle.y
    if shortlist is None:
        return AtlasTown(
            *where, reason=not_gathered(town.label, ground, workspace.forces()).message
        )
    cells = tuple(
        (CATEGORIES.get(kind, kind), atlas_cells(shortlist, kind)) for kind in shortlist.types
    )
    return AtlasTown(*where, cells=cells)


def _csv(towns: Sequence[AtlasTown]) -> str:
    rows = [
        (town.label, town.force, kind, cell.hours, cell.months, cell.hot_spots,
         round(cell.a_month, 2), None if cell.fall is None else round(cell.fall, 2))
        for town in towns for kind, cells in town.cells for cell in cells
    ]  # fmt: skip
    return csv_text([_HEAD, *rows])
