"""What a table says of the plan: its actions, and its statements compared with it."""

from __future__ import annotations

from dataclasses import replace

from beatwise.accountability.plan.action_rows import COLUMNS as ACTION_COLUMNS
from beatwise.accountability.plan.as_toml import load_plan, plan_text
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import FIRST_ROW
from beatwise.accountability.tables import table_rows
from beatwise.accountability.tables.table_rows import LayoutResult
from beatwise.cell_text.csv_text import csv_of_fields
from beatwise.web.actions.imports.importer import NEEDED, Actions
from beatwise.web.imports import batches, read_file
from beatwise.web.imports.batches import Wrong
from beatwise.web.paper_tables.outcome import Outcome
from beatwise.web.performance import selectors


def with_actions(outcome: Outcome, laid: LayoutResult, by: Person) -> Outcome:
    """Add what the importer of actions makes of the rows, in its own columns."""
    if laid.faults or not laid.rows:
        return replace(outcome, wrong=(*outcome.wrong, *batches.faults(laid.faults)))
    Actions().check(by)
    lines = read_file.read("actions.csv", _as_csv(laid), NEEDED)
    preview = Actions().preview_of(read_file.Lines(lines), by)  # the notes are of the table
    rows = {FIRST_ROW + at: each.row for at, each in enumerate(laid.rows)}
    faults = tuple(Wrong(rows.get(w.row, w.row), w.column, w.words) for w in preview.wrong)
    return replace(
        outcome,
        new=preview.new,
        changed=preview.changed,
        same=preview.same,
        wrong=(*outcome.wrong, *faults),
        notes=(*outcome.notes, *preview.notes),
        inner=preview,
    )


def with_statements(outcome: Outcome, laid: LayoutResult) -> Outcome:
    """Compare the statements with the plan: what differs is for its next version to vary."""
    plan = selectors.plan() or _plan_of_sets(laid, outcome.plan)
    by_name = {strategy.id: strategy for strategy in plan.strategies} if plan else {}
    statements = table_rows.statements(laid, list(by_name))
    faults = list(batches.faults(statements.faults))
    same = 0
    for row, statement in statements.entries:
        in_plan = getattr(by_name[statement.strategy], statement.kind)
        if in_plan.rstrip(".") == statement.words.rstrip("."):
            same += 1
        else:
            words = (
                f"the plan says: {in_plan} Vary the plan in its next version or correct the row."
            )
            faults.append(Wrong(row, statement.kind, words))
    return replace(outcome, same=same, wrong=(*outcome.wrong, *faults))


def _plan_of_sets(laid: LayoutResult, text: str) -> Plan | None:
    """Return the plan that comes with one of the layout's sets, by its document."""
    if not text:
        return None
    return next(load_plan(name) for name in laid.layout.sets if plan_text(name) == text)


def _as_csv(laid: LayoutResult) -> bytes:
    return csv_of_fields(ACTION_COLUMNS, (each.cells for each in laid.rows)).encode()
