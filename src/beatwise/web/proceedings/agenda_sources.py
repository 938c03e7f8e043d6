"""What stands beneath the items of a body's own agenda that are about its proceedings."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.roles import owner_titles
from beatwise.web.meetings import selectors
from beatwise.web.proceedings import body_requests, forward_plan, presenters, public_questions


def questions(meeting: int, today: dt.date) -> tuple[str, ...]:
    """Return the questions that were put to a meeting, or by when they are due."""
    row = selectors.meeting(meeting)
    rows = public_questions.of_board(row.board).filter(meeting=row, refused="").order_by("number")
    lines = tuple(f"To the {owner_titles()[q.asked_of].lower()}: {q.words}" for q in rows)
    last = public_questions.deadline(row)
    if lines or last is None:
        return lines
    return (f"None submitted so far; the last day is {in_words(last)}.",) if today <= last else (
        "None were submitted.",
    )  # fmt: skip


def requests(meeting: int, today: dt.date) -> tuple[str, ...]:
    """Return the requests that wait for an answer, overdue ones first."""
    board = selectors.meeting(meeting).board
    return tuple(map(presenters.request_line, body_requests.waiting(body_requests.of_board(board))))


def forward(meeting: int, today: dt.date) -> tuple[str, ...]:
    """Return what a body is still to look at."""
    rows = forward_plan.of_board(selectors.meeting(meeting).board).filter(heard_at__isnull=True)
    return tuple(
        f"{row.heading}; {f'by {in_words(row.by_day)}' if row.by_day else 'no day yet'}"
        for row in rows
    )


def declarations(meeting: int, today: dt.date) -> tuple[str, ...]:
    """Return what members are asked."""
    return ("Members are asked to declare any interest in the items of this agenda.",)
