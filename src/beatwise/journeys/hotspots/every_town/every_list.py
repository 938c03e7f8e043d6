"""One frozen list of hot spots for every town, and one index of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from beatwise.cell_text.csv_text import csv_text
from beatwise.compute.spread import Here, Spread
from beatwise.errors import MissingData, Refused
from beatwise.hotspots.shortlist.frozen_list_json import frozen_bytes
from beatwise.journeys.hotspots.area_incidents import asked_types, no_months
from beatwise.journeys.hotspots.every_town.town_choice import candidates, file_names
from beatwise.journeys.hotspots.every_town.town_part import TownPart, town_parts
from beatwise.journeys.hotspots.find import ListRequest, find_in
from beatwise.places.areas import Area
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
        The town, and its home force; no force where its ground was not gathered.
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


@dataclass(frozen=True, slots=True)
class _Part:
    """Towns, and what is asked of each."""

    towns: TownPart
    request: ListRequest


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

    Raises ``UsageError`` and ``MissingData`` as ``find`` does for what concerns all towns, and what
    ``spread`` raises.
    """
    asked_types(workspace, request.types, request.source)
    if not workspace.forces() and request.source is None:
        raise no_months()
    towns = candidates(workspace, (), layer)
    names = file_names(towns)
    parts = [_Part(part, request) for part in town_parts(workspace, towns)]
    done: list[TownList] = []
    for lists in (spread or Here()).run(_lists_of, parts):
        for one, content in lists:
            if content is not None:
                write_whole(out / list_file(names[one.area_id]), content)
            done.append(one)
        progress(len(done), len(towns), done[-1].area)
    done.sort(key=lambda one: (one.area, one.area_id))
    write_whole(out / INDEX, _index(done, names).encode())
    return EveryList(out, tuple(done))


def list_file(name: str) -> str:
    """Return the name of the file of a town's list."""
    return f"{name}-hot-spots.geojson"


def _lists_of(part: _Part) -> list[tuple[TownList, bytes | None]]:
    return [
        _list_of(part.towns.workspace.opened(), town, part.request) for town in part.towns.areas()
    ]


def _list_of(
    workspace: Workspace, town: Area, request: ListRequest
) -> tuple[TownList, bytes | None]:
    try:
        shortlist = find_in(workspace, town, request)
    except (MissingData, Refused) as error:
        return TownList(town.label, town.id, town.layer, reason=error.message), None
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


def _index(lists: Sequence[TownList], names: dict[str, str]) -> str:
    kinds = list(dict.fromkeys(kind for one in lists for kind, _ in one.counts))
    rows = [
        (
            one.area, one.area_id, one.layer, one.force,
            None if one.reason else list_file(names[one.area_id]),
            one.frozen_hash, None if one.reason else one.hot_spots, one.reason,
            *(dict(one.counts).get(kind) for kind in kinds),
        )
        for one in lists
    ]  # fmt: skip
    return csv_text([(*_HEAD, *kinds), *rows])
