"""Proceedings as pages show them."""

from __future__ import annotations

from beatwise.accountability.boards.agenda import MEETING_HELD
from beatwise.accountability.boards.lettered_items import letter
from beatwise.accountability.boards.roll_call import STANDINGS
from beatwise.accountability.plan.change_control import in_words
from beatwise.accountability.roles import owner_titles
from beatwise.plurals import counted
from beatwise.web.bodies import attendance
from beatwise.web.meetings.models import Meeting
from beatwise.web.proceedings import body_requests, public_questions
from beatwise.web.proceedings.models import BodyRequest, Election, NumberedMinute, PublicQuestion
from beatwise.web.proceedings.proceedings import INTERESTS, NONE_OF


def roll(meeting: Meeting) -> dict[str, object]:
    """Return a meeting's roll: in one line, by standing, and beside the quorum."""
    marks = attendance.marks_of(meeting)
    count = attendance.count(meeting, marks)
    by_standing = {words: [] for words in STANDINGS.values()}
    for mark in marks:
        chair = " (in the chair)" if mark.in_chair else ""
        by_standing[STANDINGS[mark.standing]].append(f"{mark.seat.words}{chair}")
    return {"called": bool(marks), "roll": count,
            "groups": [(words, rows) for words, rows in by_standing.items() if rows]}  # fmt: skip


def entries(meeting: Meeting) -> dict[str, object]:
    """Return what the page of a meeting's proceedings shows beneath its roll."""
    nil = {row.of for row in meeting.nil_returns.all()}
    return {
        "nil": {of: f"{NONE_OF[of]}." for of in nil},
        "declarations": [
            {"row": row, "seat": row.seat.words, "kind": INTERESTS[row.kind]}
            for row in meeting.declarations.select_related("seat__council")
        ],
        "questions": [question(row) for row in meeting.public_questions.order_by("number")],
        "deadline": public_questions.deadline(meeting),
        "elections": [election(row) for row in meeting.elections.select_related("seat__council")],
        "minutes": [
            numbered(row)
            for row in meeting.numbered_minutes.select_related("vote").order_by("number")
        ],
        "requests": [
            request(row)
            for row in body_requests.of_board(meeting.board)
            .filter(meeting=meeting)
            .order_by("number")
        ],
        "open": meeting.state == MEETING_HELD,
    }


def question(row: PublicQuestion) -> dict[str, object]:
    """Return a public question with how it stands."""
    stands = "Answered" if row.answer else "Not put" if row.refused else "Waits for an answer"
    return {"row": row, "stands": stands, "asked_of": owner_titles()[row.asked_of]}


def election(row: Election) -> dict[str, object]:
    """Return an election with its candidates in words."""
    votes = [
        f"seat {seat}, unopposed" if count is None else f"seat {seat}, {counted(count, 'vote')}"
        for seat, count in row.candidates
    ]
    return {"row": row, "seat": row.seat.words, "votes": "; ".join(votes)}


def numbered(row: NumberedMinute) -> dict[str, object]:
    """Return a numbered minute with its lettered resolutions."""
    lettered = [(letter(place), words) for place, words in enumerate(row.resolutions)]
    return {"row": row, "resolutions": lettered}


def request(row: BodyRequest) -> dict[str, object]:
    """Return a request with how it stands."""
    stands = body_requests.stands(row)
    return {
        "row": row,
        "stands": stands,
        "asked_of": owner_titles()[row.asked_of],
        "waiting": ", ".join(f"({each})" for each in stands.waiting),
    }


def request_line(row: BodyRequest) -> str:
    """Return a request in one line, as an agenda has it."""
    stands = body_requests.stands(row)
    due = f"; due {in_words(row.due)}" if row.due else ""
    late = ", overdue" if stands.overdue else ""
    letters = f"; waiting: {', '.join(stands.waiting)}" if len(stands.waiting) > 1 else ""
    return (
        f"Request {row.number} of {in_words(row.meeting.on)} to the "
        f"{owner_titles()[row.asked_of].lower()}: {row.words} ({stands.state}{due}{late}{letters})"
    )
