"""Requests of a body: made at a meeting, with lettered items, each answered in a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from beatwise.accountability.boards.lettered_items import (
    ANSWERED,
    LetteredItem,
    RequestStanding,
    letter,
    standing,
)
from beatwise.accountability.roles import Person, owner_role
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number
from beatwise.web.meetings import selectors
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_data.row_choice import row_of_choice
from beatwise.web.proceedings.models import BodyRequest, BodyRequestItem, NumberedMinute


MOST_ITEMS = 40


def of_board(board: Board) -> QuerySet[BodyRequest]:
    """Return the requests of a body, the newest first, with their items."""
    rows = BodyRequest.objects.filter(board=board).select_related("meeting__board", "minute")
    return rows.prefetch_related("items")


def one(board: int, number: int) -> BodyRequest:
    """Return a request; raise ``MissingData`` when there is none."""
    rows = BodyRequest.objects.select_related("board", "meeting__board", "minute")
    rows = rows.filter(board__number=board, number=number)
    return sure_row(rows, f"there is no request {number}.", "Open the requests.")


def stands(row: BodyRequest) -> RequestStanding:
    """Return how a request stands today."""
    items = [LetteredItem(each.letter, each.words, each.answered_on) for each in row.items.all()]
    return standing(items, row.meeting.on, row.due, selectors.today())


def waiting(rows: Iterable[BodyRequest]) -> list[BodyRequest]:
    """Return the requests that wait for an answer: overdue ones first, then the oldest."""
    pairs = [(stands(row), row) for row in rows]
    pending = [(not s.overdue, -s.days_open, row.number, row) for s, row in pairs
               if s.state != ANSWERED]  # fmt: skip
    return [row for *_, row in sorted(pending, key=lambda each: each[:3])]


def ask(*, meeting: int, values: Mapping[str, object], by: Person) -> BodyRequest:
    """Record what a body asked of a role at a meeting; ``items`` has an item a line.

    A request without items has one, (a): the request itself.
    """
    with audit.changing():
        at = selectors.meeting(meeting)
        papers_to_keep.check_writes(by, at.board)
        words = clean.text(values.get("words"), "words", longest=4000)
        row = BodyRequest(
            board=at.board,
            meeting=at,
            number=next_number(BodyRequest.objects.filter(board=at.board)),
            minute=_minute(meeting, values.get("minute")),
            words=words,
            asked_of=owner_role(str(values.get("asked_of", "")), place="asked_of"),
            due=clean.day(values.get("due"), "due"),
        )
        if row.due is not None and row.due < at.on:
            raise BadInput(
                "the answer is due before the meeting.", place="due", next_step="Correct the day."
            )
        lines = _items(clean.text(values.get("items"), "items", longest=20_000, needed=False))
        row.save(force_insert=True)
        for at_place, line in enumerate(lines or [words]):
            BodyRequestItem.objects.create(request=row, letter=letter(at_place), words=line)
        audit.write("board.request", row.thing, by=by, after=facts(row))
    return row


def answer(
    *, board: int, number: int, version: int, item: str, values: Mapping[str, object], by: Person
) -> BodyRequest:
    """Record the answer to one lettered item: in words, where it stands, and on which day."""
    with audit.changing():
        row = one(board, number)
        papers_to_keep.check_writes(by, row.board)
        check_version(row, version, place=str(row))
        each = row.items.filter(letter=item).first()
        if each is None:
            raise BadInput(f"there is no item ({item}).", place="item", next_step="Choose one.")
        before = {"answer": each.answer, "answered in": each.answered_in}
        each.answer = clean.text(values.get("answer"), "answer", longest=10_000, needed=False)
        each.answered_in = clean.line(
            values.get("answered_in"), "answered_in", longest=200, needed=False
        )
        if not (each.answer or each.answered_in):
            raise BadInput(
                "there is no answer.", place="answer",
                next_step="Write it, or name the paper and its paragraphs.",
            )  # fmt: skip
        each.answered_on = clean.past_day(
            values.get("answered_on"), "answered_on", selectors.today()
        )
        each.save()
        row.version += 1
        row.save()
        after = {"request": number, "item": item, "answer": each.answer,
                 "answered in": each.answered_in, "on": each.answered_on}  # fmt: skip
        audit.write("board.answer", row.thing, by=by, before=before, after=after)
    return row


def facts(row: BodyRequest) -> dict[str, object]:
    """Return what the history keeps of a request."""
    items = [f"({each.letter}) {each.words}" for each in row.items.all()]
    return {"request": row.number, "meeting": str(row.meeting), "words": row.words,
            "asked_of": row.asked_of, "due": row.due, "items": "; ".join(items)}  # fmt: skip


def _items(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > MOST_ITEMS:
        raise BadInput(
            f"these are {len(lines)} items.", place="items", next_step="Write one item a line."
        )
    return lines


def _minute(meeting: int, number: object) -> NumberedMinute | None:
    refusal = BadInput("there is no such minute.", place="minute", next_step="Leave it empty.")
    rows = NumberedMinute.objects.filter(meeting__number=meeting)
    return row_of_choice(rows, number, refusal) if number else None
