"""The list of every candidate town with neither reasons nor notes, for comparing them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from beatwise.clock import MonthRange
from beatwise.compute.spread import Spread
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist
from beatwise.journeys.hotspots.area_incidents import asked_months, observe
from beatwise.journeys.hotspots.every_town.each_town import NoAnswer, each_town
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


def bare_lists(
    workspace: Workspace,
    towns: Sequence[Area],
    request: BareRequest,
    spread: Spread,
    progress: Callable[[int, int, str], None],
) -> Iterator[tuple[Area, Shortlist | NoAnswer]]:
    """Yield each town with the one list that ``find`` gives for all types, or why it has none.

    Raises as ``each_town``, which says the order too.
    """
    return each_town(workspace, towns, partial(_list_of, request=request), spread, progress)


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
