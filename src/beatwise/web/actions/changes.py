"""Change requests: asked for by anyone who works on the plan, decided at a board only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from beatwise.accountability.plan.actions import out_of_order
from beatwise.accountability.plan.change_control import (
    CHANGE_REQUEST,
    UNDECIDED,
    ChangeRequest,
    in_words,
)
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Conflict, MissingData, UserError
from beatwise.web.actions import action_fields, actions, selectors
from beatwise.web.actions.models import Request
from beatwise.web.history import audit
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.registry import Changeable, registry


def ask(*, kind: str, about: str, new_values: dict[str, str], why: str, by: Person) -> Request:
    """Ask for new values of some fields, in words as people write them.

    Raises
    ------
    BadInput
        When there is no reason, or nothing that differs from what is, or a value cannot be read.
    MissingData
        When this person sees no such thing.
    """
    actions.check_writes(by)
    reason = clean.text(why, "why", longest=2000)
    with audit.changing():
        changeable = of_kind(kind)
        now = changeable.now(by, about)
        fields = asked_fields(changeable, now, about, new_values)
        row = Request.objects.create(
            number=(Request.objects.values_list("number", flat=True).first() or 0) + 1,
            kind=kind,
            about=about,
            title=str(now.title)[:300],
            fields=fields,
            why=reason,
            role=by.role,
            by=by,
            asked_on=selectors.today(),
        )
        after = {"about": about, **{f["label"]: f["words"] for f in fields}}
        audit.write("change.ask", row.thing, by=by, why=reason, after=after)
    return row


def take_back(*, number: int, version: int, by: Person) -> Request:
    """Take a request back before a board has decided it."""
    with audit.changing():
        row = selectors.request(by, number)
        if row.version != version:
            raise Conflict(
                f"change {number} was decided while you were working on it.",
                place=str(row),
                next_step="Reload the page.",
            )
        row.state = CHANGE_REQUEST.move(row.state, "take back", role=by.role)
        _save(row, "take back", by=by)
    return row


def decide(
    *,
    number: int,
    step: str,
    board: str,
    why: str,
    by: Person,
    on: dt.date | None = None,
) -> Request:
    """Approve or refuse at a board, in the caller's transaction; what is approved is done.

    ``Conflict`` when a field no longer reads as it did when the change was asked for: the board
    would decide something else than it was shown.
    """
    with audit.changing():
        row = sure_row(
            Request.objects.filter(number=number),
            f"there is no change {number}.",
            "Open the list of them.",
        )
        row.state = CHANGE_REQUEST.move(row.state, step, role=by.role, why=why, board=board)
        row.board, row.decided_on = board, on or selectors.today()
        row.decided_why = clean.text(why, "why", longest=2000, needed=False)
        if CHANGE_REQUEST.state(row.state).done:
            _check_unmoved(row, by)
            of_kind(row.kind).apply(value(row, read=True), valid_from=row.decided_on, by=by)
        _save(row, step, by=by, why=why or board)
    return row


def value(row: Request, *, read: bool = False) -> ChangeRequest:
    """Return a request as the value that the rules are about; its new values in words, or read."""
    after = tuple(
        (
            f["name"],
            of_kind(row.kind).read(row.about, f["name"], f["words"]) if read else f["words"],
        )
        for f in row.fields
    )
    return ChangeRequest(
        row.about, after, row.why, row.role, row.asked_on, row.state, row.board, row.decided_on
    )


def warnings(row: Request) -> tuple[str, ...]:
    """Return what a board should hear of dates when it decides a change that is still asked for."""
    if row.kind != Request.OF_ACTION or row.state != UNDECIDED:
        return ()
    known = {action.id: action for action in selectors.values()}
    if row.about not in known:
        return ()
    try:
        after = replace(known[row.about], **dict(value(row, read=True).after))
    except UserError:
        return ()
    return out_of_order({**known, row.about: after}.values(), {row.about})


def of_kind(kind: str) -> Changeable:
    """Return what changes by request under a name; raise ``MissingData`` when nothing does."""
    if kind not in registry.changeable:
        raise MissingData(
            f"no '{kind}' changes by request.",
            next_step=f"What does: {', '.join(sorted(registry.changeable))}.",
        )
    return registry.changeable[kind]


def asked_fields(
    changeable: Changeable, now: object, about: str, new_values: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the fields that new values would change: name, label, before, and the new words.

    Raises ``BadInput`` for a field that does not change by request or a value that cannot be read,
    naming the field, and when nothing would be different.
    """
    labels, fields = changeable.fields(about), []
    for name, words in new_values.items():
        if name not in labels:
            raise BadInput(
                f"'{name}' does not change by request.",
                place=name,
                next_step=f"What does: {', '.join(labels)}.",
            )
        value = changeable.read(about, name, words)
        if name == "due" and value != getattr(now, name):
            value = action_fields.due_ahead(value)
        if value != getattr(now, name):
            before = in_words(getattr(now, name))
            fields.append(
                {"name": name, "label": labels[name], "before": before, "words": words.strip()}
            )
    if not fields:
        raise BadInput(
            "nothing would be different.", place="fields", next_step="Give at least one new value."
        )
    return fields


def _check_unmoved(row: Request, by: Person) -> None:
    now = of_kind(row.kind).now(by, row.about)
    moved = [f for f in row.fields if in_words(getattr(now, f["name"])) != f["before"]]
    if moved:
        raise Conflict(
            f"{', '.join(f['label'] for f in moved)} of {row.title} changed since change "
            f"{row.number} was asked for.",
            place=str(row),
            next_step="Refuse it, or let it be taken back and asked for again.",
        )


def _save(row: Request, step: str, *, by: Person, why: str = "") -> None:
    row.version += 1
    row.save()
    after = {"state": row.state} | ({"board": row.board} if row.board else {})
    name = f"change.{step.replace(' ', '_')}"
    audit.write(name, row.thing, by=by, why=why, before={"state": UNDECIDED}, after=after)
