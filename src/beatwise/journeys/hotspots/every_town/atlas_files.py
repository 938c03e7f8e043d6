"""A power atlas: what a programme in each town could ever tell, as CSV and as a page with a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from beatwise.cell_text.csv_text import csv_text
from beatwise.clock import Month, MonthRange
from beatwise.compute.spread import Here, Spread
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.power_atlas import atlas_cells
from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.area_incidents import asked_types
from beatwise.journeys.hotspots.every_town.bare_lists import BareRequest, bare_lists
from beatwise.journeys.hotspots.every_town.each_town import NoAnswer
from beatwise.journeys.hotspots.every_town.town_choice import every_town
from beatwise.journeys.hotspots.every_town.town_folder import begin_folder
from beatwise.journeys.hotspots.shortlist_question import check_question
from beatwise.places.areas import Area
from beatwise.publication import attribution
from beatwise.publication.formats.html import page
from beatwise.publication.maps.power_atlas_page import NO_DATA, AtlasTown, atlas_page
from beatwise.records.crime_types import CATEGORIES
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


_NO_CELL = (None,) * 5
TABLE, PAGE = "atlas.csv", "atlas.html"
_HEAD = (
    "area", "area_id", "layer", "force", "months_not_counted", "type", "hours", "months",
    "hot_spots", "a_month", "fall", "reason",
)  # fmt: skip


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
    whose ground or months were not gathered is named in both with the reason.

    Raises ``UsageError`` and ``MissingData`` for what concerns all towns, and what ``spread``
    raises.
    """
    kinds = asked_types(workspace, types, None)
    check_question("hex", None, count=count, why=None, exact=False)
    every = every_town(workspace, layer)
    begin_folder(out, TABLE, PAGE)
    request = BareRequest(kinds, train, count, seed)
    answers = bare_lists(workspace, every, request, spread or Here(), progress)
    towns = tuple(
        sorted(
            (_town(workspace, town, answer) for town, answer in answers),
            key=lambda one: (one.label, one.area_id),
        )
    )
    without = tuple(month.number for month in workspace.left_out if month in train)
    sources = attribution.sentences(workspace.provenance())
    document = atlas_page(towns, train.words, sources, train.last.last_day, without)
    rows = (row for town in towns for row in _rows(town, without))
    write_whole(out / TABLE, csv_text([_HEAD, *rows]).encode())
    write_whole(out / PAGE, page(document).encode())
    return towns


def _town(workspace: Workspace, town: Area, answer: Shortlist | NoAnswer) -> AtlasTown:
    home, middle = force_ground(workspace).of(town.geometry).home or "", town.geometry.centroid
    bare = AtlasTown(town.label, town.id, town.layer, home, middle.x, middle.y)
    if isinstance(answer, NoAnswer):
        return replace(bare, reason=answer.message)
    left_out = {month.number for month in workspace.left_out}
    return replace(
        bare,
        cells=tuple((CATEGORIES.get(k, k), atlas_cells(answer, k)) for k in answer.types),
        no_data=tuple(CATEGORIES.get(kind, kind) for kind in answer.no_data),
        missing=tuple(month for month in answer.train.missing if month not in left_out),
    )


def _rows(town: AtlasTown, without: tuple[int, ...]) -> Iterator[tuple[str | float | None, ...]]:
    not_counted = " ".join(str(Month(number)) for number in sorted({*town.missing, *without}))
    about = town.label, town.area_id, town.layer, town.force, not_counted
    for kind, cells in town.cells:
        for cell in cells:
            fall = None if cell.fall is None else round(cell.fall, 2)
            yield (*about, kind, cell.hours, cell.months, cell.hot_spots,
                   round(cell.a_month, 2), fall, None)  # fmt: skip
    for kind in town.no_data:
        yield (*about, kind, *_NO_CELL, NO_DATA)
    if town.reason:
        yield (*about, None, *_NO_CELL, town.reason)
