"""What a board reads of changes asked for, and the names that its papers use for actions."""

from __future__ import annotations

from typing import NamedTuple

from beatwise.accountability.plan.change_control import UNDECIDED, ChangeRequest
from beatwise.web.actions import cache, changes, presenters
from beatwise.web.actions.models import Request


class ChangeRow(NamedTuple):
    """A field that is asked for, with its number and what it would change.

    ``about`` is an action's id, else what kind of thing it is.
    """

    number: int
    about: str
    title: str
    field: str
    before: str
    after: str
    why: str
    asked_by: str


def action_things() -> dict[str, str]:
    """Return how the history names each action, by its id."""
    return {name: f"action/{number}" for name, number in cache.numbers().items()}


def change_requests(state: str = "") -> dict[int, ChangeRequest]:
    """Return changes asked for by number, of one state or of all."""
    rows = Request.objects.filter(state=state) if state else Request.objects.all()
    return {row.number: changes.value(row) for row in rows.order_by("number")}


def change_lines() -> dict[int, str]:
    """Return each change still asked for in a line: before, after, and why."""
    lines = {}
    for row in Request.objects.filter(state=UNDECIDED).order_by("number"):
        change = presenters.change(row, None)
        fields = "; ".join(f"{f['label']}: {f['before']} → {f['after']}" for f in change["fields"])
        lines[row.number] = (
            f"Change {row.number}, {_subject(row)}. {fields.rstrip('.')}. "
            f"Why: {row.why.rstrip('.')}. Asked by: {change['role']}."
            + "".join(f" Warning, when approved: {words}" for words in changes.warnings(row))
        )
    return lines


def change_rows() -> list[ChangeRow]:
    """Return each field that is still asked for, as a row of a board's papers."""
    rows = []
    for row in Request.objects.filter(state=UNDECIDED).order_by("number"):
        change = presenters.change(row, None)
        for each in change["fields"]:
            cells = (each["label"], each["before"], each["after"], row.why, change["role"])
            about = row.about if row.kind == "action" else row.kind.capitalize()
            rows.append(ChangeRow(row.number, about, row.title, *cells))
    return rows


def _subject(row: Request) -> str:
    """Return what a change is about: an action by its id, which people use, others by title."""
    if row.kind == "action":
        return f"action {row.about} ({row.title})"
    return f"{row.kind} “{row.title}”"
