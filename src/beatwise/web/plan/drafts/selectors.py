"""The draft of the plan, and what the office has that its rows may speak of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from beatwise.accountability.plan.plain_rows import plan_of_rows, write_plan
from beatwise.accountability.plan.plan_draft import (
    PUT_FORWARD,
    WRITING,
    DraftRows,
    cells_of,
    draft_rows,
    parts_of,
    row_of,
)
from beatwise.accountability.plan.plan_table import Defined, action_row, measure_row
from beatwise.accountability.plan.police_and_crime_plan import Plan, Version, faults
from beatwise.accountability.roles import holders
from beatwise.accountability.row_reader import Row
from beatwise.errors import BadInput, MissingData
from beatwise.plurals import counted
from beatwise.web.actions import selectors as actions
from beatwise.web.actions.models import PlanAction
from beatwise.web.pages.clean import sure_row
from beatwise.web.performance import from_rows
from beatwise.web.performance import selectors as performance
from beatwise.web.performance.models import PlanVersion
from beatwise.web.plan.models import PlanDraft


def open_draft() -> PlanDraft | None:
    """Return the draft that is being written or waits for approval; there is one at most."""
    return PlanDraft.objects.filter(state__in=(WRITING, PUT_FORWARD)).first()


def draft() -> PlanDraft:
    """Return the open draft; raise ``MissingData`` when there is none."""
    row = open_draft()
    if row is None:
        raise MissingData("there is no draft of the plan.", next_step="Open the plan.")
    return row


def numbered(number: int) -> PlanDraft:
    """Return a draft, open or not; raise ``MissingData`` when there is none of that number."""
    rows = PlanDraft.objects.filter(pk=number)
    return sure_row(rows, f"there is no draft {number} of the plan.", "Open the plan.")


def newest_version() -> PlanVersion | None:
    """Return the newest version of the plan, whether it holds yet or not."""
    return PlanVersion.objects.order_by("-number").first()


def base_plan(row: PlanDraft) -> Plan | None:
    """Return the version of the plan that a draft changes; ``None`` for a first plan."""
    version = performance.plan_version(row.base) if row.base else None
    return from_rows.plan(version.text) if version else None


def defined() -> Defined:
    """Return the measures and actions that the office has, as plain rows."""
    areas = dict(PlanAction.objects.filter(removed=False).values_list("name", "area"))
    return Defined(
        {name: measure_row(performance.newest(name)) for name in performance.measures()},
        {
            action.id: action_row(action, areas[action.id])
            for action in actions.values()
            if action.state != "withdrawn"
        },
    )


def measure_titles(rows: DraftRows = ()) -> dict[str, str]:
    """Return the measures that a result may name, id and title: defined ones, and the draft's."""
    titles = {m.id: m.title for m in performance.measures().values()}
    new = (cells for cells in cells_of(rows) if cells["kind"] == "measure")
    return titles | {cells["id"]: cells["title"] for cells in new}


def plan_as(
    row: PlanDraft, valid_from: dt.date | None = None, why: str = "", role: str = ""
) -> Plan:
    """Return the plan that a draft would become, approved by a role.

    Raises ``BadInput`` where that cannot be said yet.
    """
    cells = cells_of(row.rows)
    approved_by = role or holders("plan.approve")[0]
    plan = plan_of_rows(cells, Version(row.base + 1, dt.date.min, approved_by, why or row.why))
    usual = plan.first if row.base == 0 else max(plan.first, performance.today())
    version = replace(plan.version, valid_from=valid_from or row.valid_from or usual)
    return replace(plan, version=version)


def draft_faults(row: PlanDraft) -> tuple[str, ...]:
    """Return what a draft still lacks before it can be put forward, in words."""
    return _lacks(row, row.rows)


def faults_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what a draft of these plain rows would still lack, in words."""
    row = open_draft() or fresh_draft()
    return _lacks(row, draft_rows(rows))


def fresh_draft(document: Plan | None = None) -> PlanDraft:
    """Return a new draft, not yet saved: of a document, or of the newest version of the plan."""
    newest = newest_version()
    plan = document or (from_rows.plan(newest.text) if newest else None)
    rows = draft_rows(write_plan(plan) if plan else [])
    last = PlanDraft.objects.order_by("-number").first()
    return PlanDraft(
        number=last.number + 1 if last else 1,
        base=newest.number if newest else 0,
        rows=rows,
        newest_key=len(rows),
    )


def current_rows() -> list[dict[str, str]]:
    """Return the plain rows of the open draft, or those with which one would begin."""
    return cells_of((open_draft() or fresh_draft()).rows)


def _lacks(row: PlanDraft, rows: DraftRows) -> tuple[str, ...]:
    draft = PlanDraft(base=row.base, rows=list(rows), valid_from=row.valid_from, why=row.why)
    try:
        plan = plan_as(draft, why="to be given")
    except BadInput as error:
        return (error.message.removesuffix("."),)
    return faults(plan, measures=measure_titles(rows))


def left_over(rows: DraftRows, key: int | None = None) -> list[str]:
    """Return, in sentences, what belongs to strategies that a draft does not have.

    With a ``key``: to those that would go with that row.
    """
    own = {cells["id"]: cells["title"] for cells in cells_of(rows) if cells["kind"] == "strategy"}
    titles = performance.strategy_titles() | own
    if key is None:
        gone = set(titles) - set(own)
    else:
        lines = [row_of(rows, key), *parts_of(rows, key)]
        gone = {row["cells"]["id"] for row in lines if row["cells"]["kind"] == "strategy"}
    measure_counts = Counter(m.strategy for m in performance.measures().values())
    action_counts = Counter(a.strategy for a in actions.values() if a.open)
    return [
        f"{titles[name]}: {counted(measure_counts[name], 'measure')} and "
        f"{counted(action_counts[name], 'open action')} belong to it and would be left over."
        for name in sorted(gone)
        if measure_counts[name] or action_counts[name]
    ]
