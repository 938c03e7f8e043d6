"""The list of every candidate town with neither reasons nor notes, for comparing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beatwise.clock import MonthRange
from beatwise.compute.spread import Spread
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist
from beatwise.journeys.hotspots.area_incidents import asked_months, observe
from beatwise.journeys.hotspots.every_town.town_part import TownPart, town_parts
from beatwise.journeys.hotspots.find import bare_list
from beatwise.journeys.hotspots.shortlist_question import question_for
from beatwise.places.areas import Area
from beatwise.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BareRequest:
    """What is asked of every town: types as slugs, training months, hot spots at most, the seed."""

    types: tuple[str, ...]
    months: MonthRange
    count: int
    seed: int


@dataclass(frozen=True, slots=True)
class _Part:
    towns: TownPart
    request: BareRequest


def bare_lists(
    workspace: Workspace,
    towns: Sequence[Area],
    request: BareRequest,
    spread: Spread,
    progress: Callable[[int, int, str], None],
) -> list[Shortlist]:
    """Return the one list that ``find`` gives for all types in each town, in the order of towns.

    Raises ``MissingData`` for an area on ground that was not gathered, and when no month has data.
    """
    parts = [
        _Part(part, request)
        for layer in dict.fromkeys(town.layer for town in towns)
        for part in town_parts(workspace, [town for town in towns if town.layer == layer])
    ]
    lists: dict[tuple[str, str], Shortlist] = {}
    for of_part in spread.run(_lists_of, parts):
        lists |= {(one.area.layer, one.area.id): one for one in of_part}
        progress(len(lists), len(towns), of_part[-1].area.label)
    return [lists[town.layer, town.id] for town in towns]


def _lists_of(part: _Part) -> list[Shortlist]:
    workspace = part.towns.workspace.opened()
    return [_list_of(workspace, town, part.request) for town in part.towns.areas()]


def _list_of(workspace: Workspace, area: Area, request: BareRequest) -> Shortlist:
    incidents = observe(workspace, area, request.types)
    question, _ = question_for(
        workspace, incidents.observed, "hex", None,
        count=request.count, seed=request.seed, why=None, layer=None,
    )  # fmt: skip
    train = MonthCoverage(
        request.months, *asked_months(incidents.observed, request.months, "training")
    )
    return bare_list(workspace, incidents, train, None, question, reasoned=False)
