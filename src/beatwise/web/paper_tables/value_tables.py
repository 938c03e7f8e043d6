"""The values that a laid table holds, and the arrows that a printed dashboard shows beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.row_reader import RowFault, day
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Wrong
from beatwise.web.paper_tables.import_options import Asked
from beatwise.web.paper_tables.outcome import Outcome, some
from beatwise.web.performance import observations
from beatwise.web.performance.observations import Beside


def values(
    numbered: Sequence[tuple[int, MeasureObservation]],
    faults: Iterable[RowFault],
    answers: Asked,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    """Return the values that would come in, those that are there, and what is wrong."""
    vintage = day(answers.answers or {}, "vintage")
    too_long = observations.limits(numbered)
    outside = {fault.row for fault in too_long}
    told = [(m, _dated(seen, vintage)) for row, (m, seen) in numbered if row not in outside]
    new = observations.new_among(told)
    words = list(said)
    if again := observations.restating(new):
        names = sorted({name for name, _ in again})
        words.append(
            f"{len(again)} values speak of a measure, area and period that have one already; the "
            f"newest vintage stands: {some(names)}."
        )
    if unstated := sum(not seen.period.stated for _, seen in new):
        words.append(f"{unstated} values state no period, so they are compared with nothing.")
    return Outcome(
        new=new,
        same=len(told) - len(new),
        wrong=(*wrong, *batches.faults([*faults, *too_long])),
        notes=tuple(words),
        **shared,
    )


def _dated(seen: Any, vintage: dt.date | None) -> Any:
    return replace(seen, vintage=vintage) if vintage and seen.vintage is None else seen


def dashboard(
    laid: LayoutResult,
    known: Mapping[str, Measure],
    told: Asked,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    """Return the latest values of a printed dashboard, with its arrows beside them."""
    read = table_rows.dashboard(laid, known, told.answers or {})
    listed = [each for _, each in read.entries]
    valued = [
        (row, (each.measure, each.latest))
        for row, each in read.entries
        if each.latest.value is not None
    ]
    empty = [row for row, each in read.entries if each.latest.value is None]
    if empty:
        shared["left_out"] += (("no latest value is printed", tuple(empty)),)
    beside = tuple(
        Beside(
            each.measure,
            WHOLE_AREA,
            str(each.latest.period),
            direction=each.arrow.word if each.arrow else "",
            ruled=each.ruled.word if each.ruled else "",
            source=each.latest.source,
        )
        for each in listed
        if each.arrow is not None
    )
    differing = [known[each.measure] for each in listed if each.differs]
    words = list(said)
    if differing:
        names = some([f"{m.serial}. {m.title}" for m in differing], 20)
        words.append(
            f"{len(differing)} printed directions are not the rule's: {names}. They are kept as "
            "printed and shown beside the rule's."
        )
    if not (told.answers or {}).get("period"):
        words.append("No period is given for the latest values, so nothing can be rated by them.")
    return values(valued, read.faults, told, wrong, words, {**shared, "beside": beside})
