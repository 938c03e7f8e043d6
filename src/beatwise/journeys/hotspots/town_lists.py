"""The hot spots of one town by their figures alone, quick enough for many towns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatwise.clock import MonthRange
from beatwise.hotspots.shortlist.placing.choose import Question, places
from beatwise.hotspots.shortlist.reasons.describe import describe
from beatwise.hotspots.shortlist.shortlist import MonthCoverage, Shortlist
from beatwise.journeys.hotspots.area_incidents import AreaIncidents, asked_months, observe
from beatwise.journeys.hotspots.shortlist_question import question_for


if TYPE_CHECKING:
    from beatwise.places.areas import Area
    from beatwise.store.workspace import Workspace


def town_lists(
    workspace: Workspace,
    area: Area,
    kinds: Sequence[str],
    months: MonthRange,
    *,
    count: int,
    seed: int,
) -> dict[str, Shortlist]:
    """Return for each type the places that ``find`` gives, without reasons, notes or frozen list.

    Raises ``MissingData`` for an area on ground that was not gathered, and when no month has data.
    """
    lists = {}
    question = None
    for kind in kinds:
        incidents = observe(workspace, area, (kind,))
        if question is None:  # the same units and sizes for every type
            question, _ = question_for(
                workspace, incidents.observed, "hex", None,
                count=count, seed=seed, why=None, layer=None,
            )  # fmt: skip
        lists[kind] = _list_of(incidents, months, question)
    return lists


def _list_of(incidents: AreaIncidents, months: MonthRange, question: Question) -> Shortlist:
    observed = incidents.observed
    train = MonthCoverage(months, *asked_months(observed, months, "training"))
    selection = places(observed, train.present, question)
    return Shortlist(
        area=observed.area,
        types=observed.types,
        train=train,
        score=None,
        question=question,
        source=incidents.source,
        force=incidents.force,
        observed=observed,
        hotspots=describe(selection, observed, train.present, (), question, reasoned=False),
        accuracy=None,
        notes=(),
        ledger={},
        document={},
        frozen_hash="",
    )
