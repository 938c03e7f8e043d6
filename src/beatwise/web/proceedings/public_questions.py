"""Public questions: submitted by a deadline, put to a meeting or refused, and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet

from beatwise.accountability.roles import Person, owner_role
from beatwise.clock import day_words
from beatwise.errors import BadInput, Conflict
from beatwise.web.history import audit
from beatwise.web.history.row_versions import check_version, next_number, save_change
from beatwise.web.meetings import selectors
from beatwise.web.meetings.keepers import papers_to_keep
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.proceedings.models import NilReturn, PublicQuestion


def deadline(meeting: Meeting) -> dt.date | None:
    """Return the last day for public questions to a meeting; ``None`` where it takes none."""
    days = meeting.board.question_days
    return None if days is None else meeting.on - dt.timedelta(days=days)


def of_board(board: Board) -> QuerySet[PublicQuestion]:
    """Return the public questions to a body, the newest first."""
    return PublicQuestion.objects.filter(board=board).select_related("meeting__board", "board")


def one(board: int, number: int) -> PublicQuestion:
    """Return a question; raise ``MissingData`` when there is none."""
    rows = PublicQuestion.objects.select_related("meeting__board", "board")
    rows = rows.filter(board__number=board, number=number)
    return sure_row(rows, f"there is no question {number}.", "Open the questions.")


def submit(*, meeting: int, values: Mapping[str, object], by: Person) -> PublicQuestion:
    """Enter a question to a meeting, with the day on which it came in.

    Raises
    ------
    BadInput
        For one that came in after the deadline: it can be put to the next meeting.
    Conflict
        Where the body takes no public questions, or it is on record that none were submitted.
    """
    with audit.changing():
        row = selectors.meeting(meeting)
        papers_to_keep.check_writes(by, row.board)
        last = deadline(row)
        if last is None:
            raise Conflict(
                f"{row.board} takes no public questions.", next_step="Change the board first."
            )
        if NilReturn.objects.filter(meeting=row, of="questions").exists():
            raise Conflict(
                "it is on record that no questions were submitted.", next_step="Choose another."
            )
        day = clean.past_day(values.get("submitted_on"), "submitted_on", selectors.today())
        if day > last:
            raise BadInput(
                f"it came in after {day_words(last)}, the last day for this meeting.",
                place="submitted_on",
                next_step="Enter it for the next meeting.",
            )
        question = PublicQuestion(
            board=row.board,
            meeting=row,
            number=next_number(PublicQuestion.objects.filter(board=row.board)),
            submitted_on=day,
            words=clean.text(values.get("words"), "words", longest=4000),
            asked_of=owner_role(str(values.get("asked_of", "")), place="asked_of"),
        )
        question.save(force_insert=True)
        audit.write("board.question", question.thing, by=by, after=facts(question))
    return question


def answer(
    *, board: int, number: int, version: int, values: Mapping[str, object], by: Person
) -> PublicQuestion:
    """Write what was answered, or why the question is not put; one of the two."""
    with audit.changing():
        row = one(board, number)
        papers_to_keep.check_writes(by, row.board)
        check_version(row, version, place=str(row))
        before = facts(row)
        row.answer = clean.text(values.get("answer"), "answer", longest=10_000, needed=False)
        row.refused = clean.text(values.get("refused"), "refused", longest=2000, needed=False)
        if bool(row.answer) == bool(row.refused):
            raise BadInput(
                "a question is answered, or refused with a reason.",
                place="answer",
                next_step="Fill in one of the two.",
            )
        row.answered_on = clean.past_day(
            values.get("answered_on"), "answered_on", selectors.today()
        )
        if row.answered_on < row.submitted_on:
            raise BadInput(
                "that is before it was submitted.", place="answered_on", next_step="Correct it."
            )
        save_change(row, "board.question", before, facts(row), by=by, beside={"question": number})
    return row


def facts(row: PublicQuestion) -> dict[str, object]:
    """Return what the history keeps of a question."""
    names = ("submitted_on", "words", "asked_of", "refused", "answer", "answered_on")
    return {"question": row.number, "meeting": str(row.meeting),
            **{name: getattr(row, name) for name in names}}  # fmt: skip
