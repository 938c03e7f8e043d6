"""Rows of values that the worker makes ahead: unseen until their run is done."""

from __future__ import annotations

from collections.abc import Sequence

from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.errors import Conflict
from beatwise.web.imports.models import Run
from beatwise.web.performance import current_ratings
from beatwise.web.performance.models import ObservationRow, Peer
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


def bring_up_to_date(run: Run) -> None:
    """Work out the standings that a run's values are about, as the run now stands."""
    rows = ObservationRow._base_manager.filter(run=run).order_by()
    current_ratings.bring_up_to_date(set(rows.values_list("measure", "area").distinct()))
