"""The steps of a draft: put forward, taken or sent back, approved as a version, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.plan.as_toml import parse_plan, write_plan
from beatwise.accountability.plan.plain_rows import measures_of_rows
from beatwise.accountability.plan.plan_draft import DRAFT, WITHDRAWN, WRITING, cells_of
from beatwise.accountability.plan.police_and_crime_plan import Plan, faults
from beatwise.accountability.registers.openings import Hindrances, Opening, openings
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, Refused
from beatwise.web.actions import actions
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version
from beatwise.web.pages.form_data import check_answers
from beatwise.web.performance import from_rows
from beatwise.web.performance.definitions import actions as definitions
from beatwise.web.plan.drafts import draft_actions, selectors
from beatwise.web.plan.models import PlanDraft


PLAIN = ("take back", "send back", "withdraw")


def steps(row: PlanDraft, person: Person) -> tuple[Opening, ...]:
    """Return the steps out of where a draft is, and how each stands for a person."""
    own = ("approve",) if row.put_forward_by_id == person.pk else ()
    lacks = row.state == WRITING and selectors.draft_faults(row)
    waits = {"put forward": "what the draft still lacks"} if lacks else {}
    return openings(DRAFT, row.state, person.role, Hindrances(waits=waits, own=own))


def put_forward(
    *, number: int, version: int, valid_from: dt.date, why: str, by: Person
) -> PlanDraft:
    """Put a draft forward for approval, to hold from a day on.

    Whatever would stand in the way of its approval is raised now: nobody is asked to approve what
    cannot become a version.
    """
    row = current(number, version)
    why = why.strip()
    if row.base and not why:
        raise BadInput("say why the plan is varied.", place="why", next_step="Give the reason.")
    check_answers.try_out(
        lambda: _issue(row, valid_from, why, roles.holders("plan.approve")[0], by)
    )
    with audit.changing():
        row = current(number, version)
        row.valid_from, row.why, row.answer = valid_from, why, ""
        row.put_forward_by_id = by.pk
        after = {"valid_from": valid_from}
        _enter(row, "put forward", by=by, why=why, after=after)
    return row


def put_document_forward(*, text: str, by: Person, place: str = "plan") -> PlanDraft:
    """Put the document of a next version forward, as a draft with its day and its reason.

    Raises ``BadInput`` where it cannot be the next version, and ``Conflict`` where it changes
    nothing or a draft is open.
    """
    document = parse_plan(text, place=place)
    with audit.changing():
        newest = selectors.newest_version()
        if newest is not None:
            definitions.check_follows(from_rows.plan(newest.text), document, place)
        row = draft_actions.start(by=by, document=document)
        return put_forward(
            number=row.pk,
            version=row.version,
            valid_from=document.version.valid_from,
            why=document.version.why,
            by=by,
        )


def step(*, number: int, version: int, name: str, by: Person, why: str = "") -> PlanDraft:
    """Take a draft back, send it back with a reason, or withdraw it."""
    if name not in PLAIN:
        raise Refused(f"'{name}' is not taken here.", next_step="Open the draft of the plan.")
    with audit.changing():
        row = current(number, version)
        row.answer = why.strip() if name == "send back" else ""
        _enter(row, name, by=by, why=why)
    return row


def approve(*, number: int, version: int, by: Person, stepped_up: bool = False) -> PlanDraft:
    """Make a draft the next version of the plan, and enter its new measures and actions.

    ``Refused`` unless somebody else put it forward and the person has just proved who they are;
    ``Conflict`` when the plan was varied otherwise since the draft was begun.
    """
    if not roles.may(by, "plan.approve"):
        raise Refused("your role does not approve the plan.", next_step="Ask the commissioner.")
    if not stepped_up:
        raise Refused(
            "approving the plan needs you to prove again that it is you.",
            next_step="Approve it in the browser and confirm with your second factor.",
        )
    with audit.changing():
        row = current(number, version)
        DRAFT.move(row.state, "approve", role=by.role)
        if row.put_forward_by_id == by.pk:
            raise Refused(
                "approving needs a second person: you put this draft forward.",
                next_step="Ask someone else.",
            )
        assert row.valid_from is not None
        plan = _issue(row, row.valid_from, row.why, by.role, by)
        row.issued = plan.version.number
        _enter(row, "approve", by=by, why=row.why, after={"version": row.issued})
    return row


def current(number: int, version: int) -> PlanDraft:
    """Return a draft as it is now; ``Conflict`` when it is not the version someone saw."""
    row = selectors.numbered(number)
    next_step = "Open the draft of the plan, and look at it again."
    check_version(row, version, name="the draft", next_step=next_step)
    return row


def discard(row: PlanDraft) -> None:
    """Take a draft out that an undone import had begun, in the caller's transaction."""
    row.state = WITHDRAWN
    _save(row)


def _issue(row: PlanDraft, valid_from: dt.date, why: str, role: str, by: Person) -> Plan:
    newest = selectors.newest_version()
    if (newest.number if newest else 0) != row.base:
        raise Conflict(
            f"the plan was varied since this draft was begun from version {row.base or 'none'}.",
            place=str(row),
            next_step="Download the draft as a spreadsheet, withdraw it, and import the "
            "spreadsheet into a new one.",
        )
    plan = selectors.plan_as(row, valid_from, why, role)
    if wrong := faults(plan, measures=selectors.measure_titles(row.rows)):
        raise BadInput(f"{'; '.join(wrong)}.", place="valid_from" if _dated(wrong) else None)
    cells = cells_of(row.rows)
    with audit.changing():
        definitions.enter_version(text=write_plan(plan), by=by)
        definitions.enter_measures(measures=measures_of_rows(cells, valid_from), by=by)
        new = [each for each in cells if each["kind"] == "action"]
        # Those that wait for nothing first: others may wait for them.
        for each in sorted(new, key=lambda each: bool(each["depends_on"])):
            _put_in(each, why, by)
    return plan


def _dated(wrong: tuple[str, ...]) -> bool:
    return all("begins outside" in words or "held office" in words for words in wrong)


def _put_in(cells: dict[str, str], why: str, by: Person) -> None:
    values = {name: cells[name] for name in ("title", "owner", "due", "depends_on", "area")}
    values |= {"strategy": cells["part_of"], "name": cells["id"]}
    actions.put_in(values=values, by=by, why=why)


def _enter(
    row: PlanDraft,
    name: str,
    *,
    by: Person,
    why: str = "",
    after: Mapping[str, object] | None = None,
) -> None:
    before = row.state
    row.state = DRAFT.move(row.state, name, role=by.role, why=why)
    _save(row)
    audit.write(
        f"plan.{name.replace(' ', '_')}",
        row.thing,
        by=by,
        why=why,
        before={"state": before},
        after={"state": row.state, **(after or {})},
    )


def _save(row: PlanDraft) -> None:
    row.version += 1
    row.changed = timezone.now()
    row.save()
