"""Rows of values that the worker makes ahead: unseen until their run is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.errors import Conflict
from beatwise.web.history.sealing import seal_chain
from beatwise.web.imports.models import Run
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, Peer, Standing
from beatwise.web.performance.observation_rows.matching import MEND_TWIN, TWIN, key_of


def stage(rows: Sequence[ObservationRow] | Sequence[Peer], run: Run) -> None:
    """Add rows of a run, inside ``audit.changing()``; all of one kind."""
    for row in rows:
        row.run = run
    if rows:
        type(rows[0]).objects.bulk_create(rows)


def refuse_twins(entries: Sequence[MeasureObservation], run: Run) -> None:
    """Raise ``Conflict`` where a value came, after the run began, that has one of its vintage."""
    own = ObservationRow._base_manager.filter(run=run).order_by("pk")
    first = own.values_list("pk", flat=True).first()
    if first is None:
        return
    rows = ObservationRow.objects.filter(pk__gt=first, removed=False).exclude(run=run)
    since = set(rows.values_list("measure", "area", "period", "vintage"))
    if not since:
        return
    for measure, value in entries:
        if key_of(measure, value) in since:
            place = f"{measure}, {value.area}, {value.period.words}"
            raise Conflict(TWIN, place=place, next_step=MEND_TWIN)


class StandingsAhead(NamedTuple):
    """Standings as they will be, and the last seal that they were worked out from."""

    standings: list[Standing]
    seal: int


def ahead(run: Run, *, visible: bool) -> StandingsAhead:
    """Work out the standings that a run's values are about, with those values or without them."""
    seal = seal_chain.last_number()  # first: what is sealed while this works is worked out again
    rows = ObservationRow._base_manager.filter(run=run).order_by()
    pairs = set(rows.values_list("measure", "area").distinct())
    counted = {run.pk: visible}
    return StandingsAhead(list(current_ratings.worked_out(pairs, counted)), seal)


def keep(of_run: StandingsAhead) -> None:
    """Write them, inside the transaction that lets the run's rows be seen, or no longer.

    Whoever changes what was observed writes the standing in the same action. Those that others
    wrote in between are worked out anew; it takes no longer than their own changes did.
    """
    keys = seal_chain.touched_since(of_run.seal, Standing)
    others = Standing.objects.filter(pk__in=keys).values_list("measure", "area")
    stale = {(each.measure, each.area) for each in of_run.standings} & set(others)
    fresh = [each for each in of_run.standings if (each.measure, each.area) not in stale]
    current_ratings.keep([*fresh, *current_ratings.worked_out(stale)])
