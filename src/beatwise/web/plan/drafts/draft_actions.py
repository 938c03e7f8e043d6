"""What may be done to the rows of the draft: each one change, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.plan import plan_draft
from beatwise.accountability.plan.plain_rows import plain_row
from beatwise.accountability.plan.plan_draft import WRITING, DraftRow
from beatwise.accountability.plan.police_and_crime_plan import Plan
from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.history import audit
from beatwise.web.plan.drafts import selectors
from beatwise.web.plan.models import PlanDraft


MOST_ROWS = 5000


def start(*, by: Person, document: Plan | None = None) -> PlanDraft:
    """Begin a draft: of a document, of the newest version of the plan, or of a first plan.

    ``Conflict`` while there is one that is open.
    """
    check_writes(by)
    with audit.changing():
        if selectors.open_draft() is not None:
            raise Conflict(
                "there is a draft of the plan already.",
                place="plan",
                next_step="Go on with that one, or withdraw it.",
            )
        row = selectors.fresh_draft(document)
        row.save(force_insert=True)
        audit.write("plan.draft", row.thing, by=by, after={"changes version": row.base or "none"})
    return row


def add_row(*, cells: Mapping[str, str], by: Person) -> DraftRow:
    """Add a row to the draft: a mission, a strategy, a result, a new measure or action.

    ``BadInput`` names the column at fault.
    """
    check_writes(by)
    with audit.changing():
        row = open_for_writing()
        if len(row.rows) >= MOST_ROWS:
            raise BadInput(f"a plan has at most {MOST_ROWS:,} rows.", place="title")
        plain = plain_row(cells)
        if plain["kind"] == "plan" and any(r["cells"]["kind"] == "plan" for r in row.rows):
            raise Conflict("what the plan is was filled in already.", next_step="Change that.")
        known = selectors.defined()
        other_ids = {"measure": list(known.measures), "action": list(known.actions)}
        rows = plan_draft.with_row(row.rows, plain, other_ids, row.newest_key)
        row.newest_key += 1
        save(row, rows)
        after = facts(plan_draft.row_of(rows, row.newest_key))
        audit.write("plan.draft_add", row.thing, by=by, after=after)
    return plan_draft.row_of(row.rows, row.newest_key)


def change_row(*, key: int, version: int, cells: Mapping[str, str], by: Person) -> None:
    """Change a row of the draft; ``Conflict`` when somebody changed it since ``version``."""
    check_writes(by)
    with audit.changing():
        row = open_for_writing()
        before = plan_draft.row_of(row.rows, key)
        plain = plain_row({**cells, "kind": before["cells"]["kind"], "id": before["cells"]["id"]})
        rows = plan_draft.with_change(row.rows, key, version, plain)
        was, now = audit.differences(facts(before), facts(plan_draft.row_of(rows, key)))
        if was or now:
            save(row, rows)
            audit.write("plan.draft_change", row.thing, by=by, before=was, after=now)


def withdraw_row(*, key: int, by: Person) -> list[DraftRow]:
    """Take a row out of the draft with all that is part of it; return what was taken out."""
    check_writes(by)
    with audit.changing():
        row = open_for_writing()
        gone = [plan_draft.row_of(row.rows, key), *plan_draft.parts_of(row.rows, key)]
        save(row, plan_draft.without_row(row.rows, key))
        titles = ", ".join(each["cells"]["title"] for each in gone[1:])
        before = facts(gone[0]) | ({"with it": titles} if titles else {})
        audit.write("plan.draft_withdraw", row.thing, by=by, before=before)
    return gone


def move_row(*, key: int, up: bool, by: Person) -> None:
    """Put a row of the draft before or after its neighbour."""
    check_writes(by)
    with audit.changing():
        row = open_for_writing()
        rows = plan_draft.moved(row.rows, key, up)
        if rows != row.rows:
            save(row, rows)
            title = plan_draft.row_of(rows, key)["cells"]["title"]
            after = {title: "before its neighbour" if up else "after its neighbour"}
            audit.write("plan.draft_move", row.thing, by=by, after=after)


def open_for_writing() -> PlanDraft:
    """Return the draft while it is being written; ``Conflict`` once it was put forward."""
    row = selectors.draft()
    if row.state != WRITING:
        raise Conflict(
            "the draft was put forward and cannot be changed now.",
            place=str(row),
            next_step="Take it back first.",
        )
    return row


def save(row: PlanDraft, rows: Sequence[DraftRow]) -> None:
    """Save a draft with these rows, under its next version."""
    row.rows = list(rows)
    row.version += 1
    row.changed = timezone.now()
    row.save()


def facts(row: DraftRow) -> dict[str, object]:
    """Return what the history keeps of a row: the cells that hold something, by their labels."""
    cells = row["cells"]
    kind = KINDS[cells["kind"]]
    contents = {label: cells[column] for column, label in kind.labels.items() if cells.get(column)}
    part_of = {"Part of": cells["part_of"]} if cells["part_of"] else {}
    return {"kind": kind.title, **part_of, **contents}


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role writes drafts of the plan."""
    if not roles.may(by, "plan.write"):
        raise Refused(
            "your role does not write the plan.", next_step="Ask the performance officer."
        )
