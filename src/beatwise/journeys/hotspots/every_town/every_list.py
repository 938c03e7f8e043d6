"""One frozen list of hot spots for every town, and one index of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from beatwise.cell_text.csv_text import csv_text
from beatwise.compute.spread import Here, Spread
from beatwise.hotspots.shortlist.frozen_list_json import frozen_bytes
from beatwise.journeys.home_forces.home_ground import force_ground
from beatwise.journeys.hotspots.area_incidents import asked_types
from beatwise.journeys.hotspots.every_town.each_town import NoAnswer, each_town
from beatwise.journeys.hotspots.every_town.town_choice import every_town
from beatwise.journeys.hotspots.every_town.town_folder import begin_folder
from beatwise.journeys.hotspots.find import ListRequest, find_in, in_order
from beatwise.journeys.hotspots.shortlist_question import check_question
from beatwise.places.areas import Area
from beatwise.publication.town.brief_files import TownFileNames, list_file
from beatwise.store.whole_file import write_whole
from beatwise.store.workspace import Workspace


INDEX = "index.csv"
_HEAD = ("area", "area_id", "layer", "force", "file", "frozen_hash", "hot_spots", "reason")


@dataclass(frozen=True, slots=True)
class TownList:
    """A town's list, or why it has none.

    Parameters
    ----------
    area, area_id, layer, force
        The town, and its home force; no force where its ground was not gathered, or for an extract.
    frozen_hash, hot_spots, counts
        Of the list: its hash, how many hot spots, and incidents of each type in the town in the
        training months; empty, 0 and empty without a list.
    reason
        Why there is none.
    """

    area: str
    area_id: str
    layer: str
    force: str = ""
    frozen_hash: str = ""
    hot_spots: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EveryList:
    """What was written: the towns in order of label, and the folder."""

    folder: Path
    towns: tuple[TownList, ...]

    @property
    def without_list(self) -> tuple[TownList, ...]:
        """The towns that have no list, each with its reason."""
        return tuple(town for town in self.towns if town.reason)


def find_every_town(
    workspace: Workspace,
    request: ListRequest,
    out: Path,
    *,
    layer: str | None = None,
    spread: Spread | None = None,
    progress: Callable[[int, int, str], None] = lambda done, total, words: None,
) -> EveryList:
    """Write the frozen list of every town of a layer into a folder, and an index when all are done.

    A town whose ground or months were not gathered, or whose list a rule refuses, is in the index
    with the reason. The files are the same bytes however the work is spread, and those of ``find``.

    Raises as ``find`` does for what concerns all towns, and what ``spread`` raises.
    """
    asked_types(workspace, request.types, request.source)
    in_order(request.train, request.score)
    check_question(
        request.unit, request.size_m,
        count=request.count, why=request.why, exact=request.source is not None,
    )  # fmt: skip
    towns = every_town(workspace, layer, request.source)
    names = TownFileNames.among(towns)
    begin_folder(out, INDEX)
    done: list[tuple[TownList, str]] = []
    work = partial(_list_of, request=request)
    for town, answer in each_town(workspace, towns, work, spread or Here(), progress):
        if isinstance(answer, NoAnswer):
            done.append((_without(workspace, town, request, answer), ""))
            continue
        line, content = answer
        file = list_file(names.of(town))
        write_whole(out / file, content)
        done.append((line, file))
    done.sort(key=lambda one: (one[0].area, one[0].area_id))
    write_whole(out / INDEX, _index(done).encode())
    return EveryList(out, tuple(line for line, _ in done))


def _without(workspace: Workspace, town: Area, request: ListRequest, error: NoAnswer) -> TownList:
    home = None
    if request.source is None:
        home = force_ground(workspace).of(town.geometry).home
    return TownList(town.label, town.id, town.layer, home or "", reason=error.message)


def _list_of(workspace: Workspace, town: Area, request: ListRequest) -> tuple[TownList, bytes]:
    shortlist = find_in(workspace, town, request)
    line = TownList(
        town.label,
        town.id,
        town.layer,
        shortlist.force or "",
        shortlist.frozen_hash,
        len(shortlist.hotspots),
        tuple(shortlist.totals.items()),
    )
    return line, frozen_bytes(shortlist.document)


def _index(lists: Sequence[tuple[TownList, str]]) -> str:
    kinds = list(dict.fromkeys(kind for one, _ in lists for kind, _ in one.counts))
    rows = [
        (
            one.area, one.area_id, one.layer, one.force,
            file or None, one.frozen_hash, None if one.reason else one.hot_spots, one.reason,
            *(dict(one.counts).get(kind) for kind in kinds),
        )
        for one, file in lists
    ]  # fmt: skip
    return csv_text([(*_HEAD, *kinds), *rows])
