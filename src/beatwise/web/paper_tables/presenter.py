"""An outcome as a page and a command show it: what would come in, what stays outside, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.measure_units import value_in_words
from beatwise.accountability.measures.observation_rows import MeasureObservation
from beatwise.accountability.reconcile.finding import Finding
from beatwise.accountability.tables import layout
from beatwise.web.paper_tables.models import Disagreement
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.performance import selectors
from beatwise.web.performance.models import Printed


MOST = 100
MAKES = {
    layout.OBSERVATIONS: "values",
    layout.DASHBOARD: "latest values, with the printed arrows beside them",
    layout.ACTIONS: "actions of the plan",
    layout.STATEMENTS: "statements of the plan, held against it",
    layout.PRINTED: "nothing: the table is kept and worked out again",
}


def values(found: Outcome) -> list[dict[str, Any]]:
    """Return the first values that would come in, as rows of a table."""
    if found.layout is None or found.layout.makes not in (layout.OBSERVATIONS, layout.DASHBOARD):
        return []
    known = selectors.measures() | {m.id: m for m in found.define}
    return [_value(told, known[told[0]]) for told in found.new[:MOST]]


def _value(told: MeasureObservation, measure: Measure) -> dict[str, Any]:
    _, seen = told
    return {
        "id": measure.id,
        "title": measure.title,
        "area": seen.area,
        "period": seen.period.words,
        "value": "" if seen.value is None else value_in_words(seen.value, measure.unit.name),
        "note": seen.note,
    }


def left_out(found: Outcome) -> list[dict[str, Any]]:
    """Return why rows stay outside, how many, and which."""
    return [
        {"why": why, "count": len(set(rows)), "rows": _runs(sorted(set(rows)))}
        for why, rows in found.left_out
    ]


def disagreements(found: Iterable[Finding | Disagreement]) -> list[dict[str, Any]]:
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
        for each in found
    ]


def directions(rows: Iterable[Printed], known: dict[str, Measure]) -> list[dict[str, Any]]:
    """Return the printed directions that are not the rule's, as rows of a table."""
    return [
        {
            "id": row.measure,
            "title": known[row.measure].title,
            "serial": known[row.measure].serial,
            "printed": row.direction,
            "ruled": row.ruled or "cannot be said",
        }
        for row in rows
        if row.direction and row.direction != row.ruled and row.measure in known
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
