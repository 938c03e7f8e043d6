"""What a laid table says of the plan: its actions, and its statements held against it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from beatwise.accountability.plan.action_rows import COLUMNS as ACTION_COLUMNS
from beatwise.accountability.plan.as_toml import load_plan
from beatwise.accountability.row_reader import FIRST_ROW
from beatwise.accountability.tables import table_rows as layout_rows
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.imports import batches
from beatwise.web.imports.batches import Wrong
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.paper_tables.sets import plan_text as text_of
from beatwise.web.performance import selectors


def actions(
    laid: LayoutResult,
    by: Any,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    """Hand the rows on to the importer of actions, in its own columns."""
    if laid.faults or not laid.rows:
        return Outcome(wrong=(*wrong, *batches.faults(laid.faults)), notes=tuple(said), **shared)
    Actions().check(by)
    found = Actions().preview("actions.csv", _as_csv(laid), by)
    rows = {FIRST_ROW + at: each.row for at, each in enumerate(laid.rows)}
    faults = tuple(Wrong(rows.get(w.row, w.row), w.column, w.words) for w in found.wrong)
    return Outcome(
        new=found.new,
        changed=found.changed,
        same=found.same,
        wrong=(*wrong, *faults),
        notes=(*said, *found.notes),
        inner=found,
        **shared,
    )


def _as_csv(laid: LayoutResult) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ACTION_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(dict(each.cells) for each in laid.rows)
    return out.getvalue().encode()


def statements(
    laid: LayoutResult,
    plan_text: str,
    wrong: tuple[Wrong, ...],
    said: Sequence[str],
    shared: dict[str, Any],
) -> Outcome:
    """Hold the statements against the plan: what differs is for its next version to vary."""
    plan = selectors.plan()
    if plan is None and plan_text:
        plan = next(load_plan(name) for name in laid.layout.sets if text_of(name) == plan_text)
    by_name = {strategy.id: strategy for strategy in plan.strategies} if plan else {}
    read = layout_rows.statements(laid, list(by_name))
    faults = [*wrong, *batches.faults(read.faults)]
    same = 0
    for row, each in read.entries:
        held = getattr(by_name[each.strategy], each.kind)
        if held.rstrip(".") == each.words.rstrip("."):
            same += 1
        else:
            words = f"the plan says: {held} Vary the plan by its next version, or mend the row."
            faults.append(Wrong(row, each.kind, words))
    return Outcome(same=same, wrong=tuple(faults), notes=tuple(said), **shared)
