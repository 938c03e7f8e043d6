"""What may be done to the plan's actions: each one change, with its history, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone

from beatwise.accountability import roles
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.actions import action_fields, selectors
from beatwise.web.actions.models import Evidence, PlanAction
from beatwise.web.history import audit, row_versions
from beatwise.web.imports import file_types, stored_files, virus_scan
from beatwise.web.pages import clean


FIELDS = ("name", "title", "strategy", "owner", "area", "due", "depends_on")
EDITABLE_FIELDS = ("title", "strategy", "area", "due", "depends_on")


def make(*, values: Mapping[str, object], by: Person) -> PlanAction:
    """Add an action to the plan; see ``FIELDS`` for its fields. An empty name is given one."""
    check_manages(by)
    return put_in(values=values, by=by)


def put_in(*, values: Mapping[str, object], by: Person, why: str = "") -> PlanAction:
    """Add an action that a board, or whoever may, has asked for."""
    _check_fields(values, FIELDS)
    with audit.changing():
        row = fresh(values, next_number())
        on = action_fields.waits(values.get("depends_on"))
        known = selectors.values()
        if any(action.id == row.name for action in known):
            raise BadInput(
                f"there is an action '{row.name}' already.",
                place="name",
                next_step="Give another id, or none.",
            )
        action_fields.check_waits(row.name, on, known)
        row.save(force_insert=True)
        action_fields.set_waits(row, on)
        audit.write("action.make", row.thing, by=by, why=why, after=action_fields.facts(row))
    return row


def edit(
    *, number: int, version: int, values: Mapping[str, object], by: Person, why: str = ""
) -> PlanAction:
    """Change what may be changed in passing: never an owner, never a date that was set."""
    check_manages(by)
    _check_fields(values, EDITABLE_FIELDS)
    with audit.changing():
        row = current(number, version, by)
        before = action_fields.facts(row)
        _take(row, values)
        if "depends_on" in values:
            on = action_fields.waits(values["depends_on"])
            action_fields.check_waits(row.name, on, selectors.values())
            action_fields.set_waits(row, on)
        was, now = audit.differences(before, action_fields.facts(row))
        if was or now:
            save(row)
            audit.write("action.edit", row.thing, by=by, why=why, before=was, after=now)
    return row


def move(
    *,
    number: int,
    version: int,
    step: str,
    by: Person,
    why: str = "",
    on: dt.date | None = None,
) -> PlanAction:
    """Take a step of the status table; ``on`` is the day of completion, by default today.

    Raises
    ------
    Refused, BadInput
        As the table does; a step that only a board takes is taken in the minutes of its meeting.
    Conflict
        When someone else changed the action since ``version``.
    """
    with audit.changing():
        return _move(current(number, version, by), step, by=by, why=why, on=on)


def move_at_board(*, name: str, step: str, board: str, why: str, by: Person) -> PlanAction:
    """Take a step that a board decided, in the caller's transaction."""
    with audit.changing():
        return _move(selectors.named(name), step, by=by, why=why, board=board)


def add_evidence(
    *,
    number: int,
    words: str,
    by: Person,
    address: str = "",
    file: str = "",
    content: bytes = b"",
) -> Evidence:
    """Add what shows that an action is done: words, and a web address or a file beside them."""
    check_writes(by)
    summary = clean.line(words, "words", longest=500)
    link = _link(address)
    kind = file_types.kind(file, content) if file else ""
    result = virus_scan.scan(file, content) if file else stored_files.NOT_SCANNED
    with audit.changing():
        row = selectors.action(by, number)
        evidence = Evidence.objects.create(
            action=row,
            words=summary,
            address=link,
            content=stored_files.keep(content, result) if file else None,
            file=file_types.safe_name(file) if file else "",
            kind=kind,
            size=len(content),
            role=by.role,
        )
        save(row)
        after = {"evidence": evidence.line}
        if evidence.content_id:
            after |= {"file": evidence.file, "sha256": evidence.content_id}
        audit.write("action.evidence", row.thing, by=by, after=after)
    return evidence


def fresh(values: Mapping[str, object], number: int) -> PlanAction:
    """Return a new action, not yet saved."""
    row = PlanAction(number=number, created=selectors.today())
    row.name = action_fields.name(values.get("name") or _free_name(number))
    row.owner = action_fields.owner(values.get("owner"))
    row.title = clean.line(values.get("title"), "title", longest=300)
    row.strategy = action_fields.strategy(values.get("strategy"))
    row.due = action_fields.due(values.get("due"))
    row.area = clean.line(values.get("area"), "area", longest=80, needed=False)
    action_fields.derive(row)
    return row


def save(row: PlanAction) -> None:
    """Save an action under its next version."""
    action_fields.derive(row)
    row.version += 1
    row.changed = timezone.now()
    row.save()


def current(number: int, version: int, by: Person) -> PlanAction:
    """Return the action as it is now; ``Conflict`` when it is not the version someone saw."""
    row = selectors.action(by, number)
    row_versions.check_version(row, version, name=f"action {row.name}")
    return row


def next_number() -> int:
    """Return the next number; those of removed actions are not given again."""
    return row_versions.next_number(PlanAction.objects.all())


def check_manages(by: Person) -> None:
    """Raise ``Refused`` unless this person's role adds and edits actions."""
    if not roles.may(by, "progress.manage"):
        raise Refused(
            "your role does not add or edit actions.",
            next_step="Ask the performance officer, or ask for a change of one.",
        )


def check_writes(by: Person) -> None:
    """Raise ``Refused`` unless this person's role works on actions."""
    if not roles.may(by, "progress.write"):
        raise Refused("your role only reads the actions.", next_step="Ask the action's owner.")


def _move(
    row: PlanAction,
    step: str,
    *,
    by: Person,
    why: str,
    board: str = "",
    on: dt.date | None = None,
) -> PlanAction:
    has_evidence = row.evidence.filter(removed=False).exists()
    proof = ("evidence",) if has_evidence else ()
    target = ACTION.move(
        row.state, step, role=by.role, requirements_met=proof, why=why, board=board
    )
    day = on or selectors.today()
    if ACTION.state(target).done:
        action_fields.completed(day, row.created, place="on")
    before = action_fields.facts(row)
    row.state = target
    row.completed = day if ACTION.state(target).done else None
    save(row)
    was, now = audit.differences(before, action_fields.facts(row))
    audit.write(f"action.{step}", row.thing, by=by, why=why or board, before=was, after=now)
    return row


def _take(row: PlanAction, values: Mapping[str, object]) -> None:
    if "title" in values:
        row.title = clean.line(values["title"], "title", longest=300)
    if "strategy" in values:
        row.strategy = action_fields.strategy(values["strategy"])
    if "area" in values:
        row.area = clean.line(values["area"], "area", longest=80, needed=False)
    if "due" in values and (due := action_fields.due(values["due"])) != row.due:
        if row.due is not None:
            raise BadInput(
                "a date that was set is moved by a board only.",
                place="due",
                next_step="Ask for a change.",
            )
        row.due = due


def _free_name(number: int) -> str:
    names = set(PlanAction.objects.filter(removed=False).values_list("name", flat=True))
    return next(n for i in range(number, number + len(names) + 1) if (n := f"A{i}") not in names)


def _link(address: str) -> str:
    link = clean.line(address, "address", longest=500, needed=False)
    if link and not link.startswith(("https://", "http://")):
        raise BadInput(
            f"'{link}' is not a web address.", place="address", next_step="Begin with https://."
        )
    return link


def _check_fields(values: Mapping[str, object], known: tuple[str, ...]) -> None:
    for name in values:
        if name not in known:
            raise BadInput(
                f"'{name}' cannot be given here.",
                place=name,
                next_step=f"What may be given: {', '.join(known)}.",
            )
