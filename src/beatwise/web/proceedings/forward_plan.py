"""A body's forward plan: what it is to look at, by when, and when it did."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import F, QuerySet

from beatwise.accountability.boards.agenda import CANCELLED, POSTPONED
from beatwise.accountability.roles import Person, owner_role
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.history.row_versions import change_of, next_number
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_data.row_choice import row_of_choice
from beatwise.web.proceedings.models import ForwardItem


def of_board(board: Board) -> QuerySet[ForwardItem]:
    """Return a body's forward plan: what has a day first, by that day."""
    rows = ForwardItem.objects.filter(board=board, removed=False)
    return rows.select_related("heard_at", "board").order_by(
        F("by_day").asc(nulls_last=True), "number"
    )


def one(board: int, number: int) -> ForwardItem:
    """Return an item; raise ``MissingData`` when there is none."""
    rows = ForwardItem.objects.filter(removed=False).select_related("board", "heard_at")
    rows = rows.filter(board__number=board, number=number)
    return sure_row(rows, f"there is no item {number}.", "Open the forward plan.")


def add(*, board: int, values: Mapping[str, object], by: Person) -> ForwardItem:
    """Put something on a body's forward plan."""
    with audit.changing():
        body = papers_to_keep.body_to_keep(board, by)
        row = ForwardItem(board=body, number=next_number(ForwardItem.objects.filter(board=body)))
        _fill(row, values)
        row.save(force_insert=True)
        audit.write("board.forward_item", row.thing, by=by, after=facts(row))
    return row


def change(
    *, board: int, number: int, version: int, values: Mapping[str, object], by: Person
) -> ForwardItem:
    """Move an item, record the meeting at which it was heard, or take it off."""
    with audit.changing():
        row = one(board, number)
        papers_to_keep.check_writes(by, row.board)
        which = {"item": number}
        with change_of(row, version, "board.forward_item", facts, by=by, beside=which):
            _fill(row, values)
    return row


def facts(row: ForwardItem) -> dict[str, object]:
    """Return what the history keeps of an item."""
    heard = str(row.heard_at) if row.heard_at else ""
    return {"item": row.number, "heading": row.heading, "presenter": row.presenter,
            "by": row.by_day, "heard at": heard, "taken off": row.removed}  # fmt: skip


def _fill(row: ForwardItem, values: Mapping[str, object]) -> None:
    row.heading = clean.line(values.get("heading"), "heading", longest=200)
    presenter = str(values.get("presenter") or "")
    row.presenter = owner_role(presenter, place="presenter") if presenter else ""
    row.by_day = clean.day(values.get("by_day"), "by_day")
    row.heard_at = _meeting(row.board, values.get("heard_at"))
    row.removed = bool(values.get("removed"))


def _meeting(board: Board, number: object) -> Meeting | None:
    refusal = BadInput(
        f"{board} has no such meeting.", place="heard_at", next_step="Choose one of the list."
    )
    rows = board.meetings.exclude(state__in=(CANCELLED, POSTPONED))
    return row_of_choice(rows, number, refusal) if number else None
