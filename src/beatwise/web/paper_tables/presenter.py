"""An outcome as a page and a command show it: what would come in, what stays outside, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation import Observation
from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.tables import layout
from beatwise.web.paper_tables.models import Disagreement, TableRow
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.performance import selectors
from beatwise.web.performance.models import PrintedRating
from beatwise.web.registers import import_rows
from beatwise.web.registers.own_definitions import known


MOST = 100
MAKES = {
    layout.OBSERVATIONS: "values",
    layout.DASHBOARD: "latest values, with the printed arrows beside them",
    layout.ACTIONS: "actions of the plan",
    layout.STATEMENTS: "statements of the plan, compared with it",
    layout.RECORDS: "records of a register",
    layout.PRINTED: "nothing: the table is kept and worked out again",
}


def records(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Return the first records that would be made or changed, as rows of a table."""
    if outcome.inner is None or outcome.layout is None or outcome.layout.makes != layout.RECORDS:
        return []
    register = known.definition(outcome.layout.register)
    return import_rows.preview_lines(register, outcome.inner, MOST)


def values(outcome: Outcome) -> list[dict[str, object]]:
    """Return the first values that would come in, as rows of a table."""
    if not outcome.brings_values:
        return []
    measures = selectors.measures() | {m.id: m for m in outcome.define}
    return [_value(value, measures[name]) for name, value in outcome.new[:MOST]]


def _value(value: Observation, measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "title": measure.title,
        "area": value.area,
        "period": value.period.words,
        "value": "" if value.value is None else value_in_words(value.value, measure.unit.name),
        "note": value.note,
    }


def left_out(reasons: Iterable[tuple[str, tuple[int, ...]]]) -> list[dict[str, object]]:
    """Return why rows stay outside, how many, and which."""
    return [
        {"why": why, "count": len(set(rows)), "rows": _runs(sorted(set(rows)))}
        for why, rows in reasons
    ]


def outside(rows: Iterable[TableRow]) -> list[dict[str, object]]:
    """Return rows that stayed outside, each with its number, what it says and why."""
    return [
        {"row": row.row, "words": ", ".join(cell for _, cell in row.cells if cell), "why": row.why}
        for row in rows
    ]


def disagreements(rows: Iterable[Finding | Disagreement]) -> list[dict[str, object]]:
    """Return what does not agree as rows of a table."""
    return [
        {
            "table": each.table,
            "row": each.row,
            "check": each.check if isinstance(each, Finding) else each.check_words,
            "printed": each.printed,
            "recomputed": each.recomputed,
            "rounding": each.rounding,
            "note": each.note,
        }
        for each in rows
    ]


def directions(
    rows: Iterable[PrintedRating], measures: dict[str, Measure]
) -> list[dict[str, object]]:
    """Return the printed directions that are not the rule's, as rows of a table."""
    return [
        {
            "id": row.measure,
            "title": measures[row.measure].title,
            "serial": measures[row.measure].serial,
            "printed": row.direction,
            "ruled": row.ruled or "cannot be said",
        }
        for row in rows
        if row.direction and row.direction != row.ruled and row.measure in measures
    ]


def _runs(rows: Sequence[int]) -> str:
    """Write row numbers shortly: ``14, 27–30``."""
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1].append(row)
        else:
            parts.append([row])
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)
