"""The values of a table, and the arrows that a printed dashboard shows beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.row_reader import RowFault, RowsRead, day
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.layout import DASHBOARD
from beatwise.accountability.tables.printed_dashboard import PrintedRow
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.plurals import counted
from beatwise.web.imports import batches
from beatwise.web.paper_tables.import_options import ImportOptions
from beatwise.web.paper_tables.outcome import Outcome, some
from beatwise.web.performance import observations, selectors
from beatwise.web.performance.observation_rows import matching
from beatwise.web.performance.observation_rows.series_questions import row_questions
from beatwise.web.performance.observations import Beside


NO_LATEST = "no latest value is printed"


def with_values(
    outcome: Outcome,
    numbered: Sequence[tuple[int, MeasureObservation]],
    faults: Iterable[RowFault],
    options: ImportOptions,
) -> Outcome:
    """Add the values that would come in, how many are there, and what is wrong with rows."""
    vintage = day(options.answers or {}, "vintage")
    too_long = observations.limits(numbered)
    fault_rows = {fault.row for fault in too_long}
    sound = [(row, entry) for row, entry in numbered if row not in fault_rows]
    entries = [(m, _dated(value, vintage)) for _, (m, value) in sound]
    places = matching.numbered_new(entries, selectors.today())
    new = [entry for _, entry in places]
    measures = selectors.measures() | {m.id: m for m in outcome.define}
    notes = []
    if again := matching.restating(new):
        names = sorted({name for name, _ in again})
        notes.append(
            f"{counted(len(again), 'value')} {'speaks' if len(again) == 1 else 'speak'} of a "
            f"measure, area and period that have one already; the "
            f"newest vintage stands: {some(names)}."
        )
    if unstated := sum(not value.period.stated for _, value in new):
        notes.append(f"{unstated} values state no period, so they are compared with nothing.")
    return replace(
        outcome,
        new=new,
        same=len(entries) - len(new),
        wrong=(*outcome.wrong, *batches.faults([*faults, *too_long])),
        notes=(*outcome.notes, *notes),
        questions=row_questions(new, measures, [sound[at][0] for at, _ in places]),
    )


def with_dashboard(
    outcome: Outcome, laid: LayoutResult, measures: Mapping[str, Measure], options: ImportOptions
) -> Outcome:
    """Add the latest values of a printed dashboard, with its arrows beside them."""
    printed_rows = table_rows.dashboard(laid, measures, options.answers or {})
    rows = [row for _, row in printed_rows.entries]
    empty = _without_latest(printed_rows)
    notes = []
    if unlike_rule := [measures[row.measure] for row in rows if row.differs]:
        names = some([f"{m.serial}. {m.title}" for m in unlike_rule], 20)
        notes.append(
            f"{len(unlike_rule)} printed directions are not the rule's: {names}. They are kept as "
            "printed and shown beside the rule's."
        )
    if not (options.answers or {}).get("period"):
        notes.append("No period is given for the latest values, so nothing can be rated by them.")
    outcome = replace(
        outcome,
        left_out=(*outcome.left_out, *([(NO_LATEST, empty)] if empty else [])),
        beside=tuple(_beside(row) for row in rows if row.arrow is not None),
        notes=(*outcome.notes, *notes),
    )
    numbered = [
        (number, (row.measure, row.latest))
        for number, row in printed_rows.entries
        if row.latest.value is not None
    ]
    return with_values(outcome, numbered, printed_rows.faults, options)


def without_latest(laid: LayoutResult, options: ImportOptions) -> tuple[int, ...]:
    """Return the rows of a printed dashboard that print no latest value; none of another table."""
    if laid.layout.makes != DASHBOARD:
        return ()
    return _without_latest(table_rows.dashboard(laid, selectors.measures(), options.answers or {}))


def _without_latest(printed: RowsRead[PrintedRow]) -> tuple[int, ...]:
    return tuple(number for number, row in printed.entries if row.latest.value is None)


def _dated(value: Observation, vintage: dt.date | None) -> Observation:
    return replace(value, vintage=vintage) if vintage and value.vintage is None else value


def _beside(row: PrintedRow) -> Beside:
    return Beside(
        row.measure,
        WHOLE_AREA,
        str(row.latest.period),
        direction=row.arrow.word if row.arrow else "",
        ruled=row.ruled.word if row.ruled else "",
        source=row.latest.source,
    )
