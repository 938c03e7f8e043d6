"""Requests, public questions, minutes, declarations and elections as files."""

from __future__ import annotations

from beatwise.accountability.boards.lettered_items import letter
from beatwise.accountability.roles import Person, owner_titles
from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.meetings.named_roles.own_bodies import board_filter
from beatwise.web.proceedings.models import (
    BodyRequestItem,
    Declaration,
    Election,
    NilReturn,
    NumberedMinute,
    PublicQuestion,
)
from beatwise.web.proceedings.proceedings import INTERESTS, NONE_OF


def of_requests(person: Person, filters: dict[str, str]) -> Listing:
    """Return the items of bodies' requests; ``board`` narrows them to one by its number."""
    rows = BodyRequestItem.objects.filter(board_filter(person, filters, "request__board"))
    heads = ("board", "request", "meeting", "asked of", "item", "words", "due", "answered on",
             "answered in", "answer")  # fmt: skip
    ordered = rows.select_related("request__board", "request__meeting").order_by(
        "request__board__number", "request__number", "pk"
    )
    lines = (
        (
            row.request.board.name, row.request.number, row.request.meeting.on.isoformat(),
            owner_titles()[row.request.asked_of], row.letter, row.words,
            row.request.due.isoformat() if row.request.due else None,
            row.answered_on.isoformat() if row.answered_on else None, row.answered_in or None,
            row.answer or None,
        )
        for row in ordered.iterator(chunk_size=500)
    )  # fmt: skip
    columns = tuple(Column(head, number=head == "request") for head in heads)
    return Listing("requests", "Requests of bodies", columns, lines, count=rows.count())


def of_questions(person: Person, filters: dict[str, str]) -> Listing:
    """Return the public questions to bodies."""
    rows = PublicQuestion.objects.filter(board_filter(person, filters, "board"))
    heads = ("board", "question", "meeting", "submitted on", "asked of", "words", "answered on",
             "answer", "not put because")  # fmt: skip
    lines = (
        (
            row.board.name, row.number, row.meeting.on.isoformat(), row.submitted_on.isoformat(),
            owner_titles()[row.asked_of], row.words,
            row.answered_on.isoformat() if row.answered_on else None, row.answer or None,
            row.refused or None,
        )
        for row in rows.select_related("board", "meeting").iterator(chunk_size=500)
    )  # fmt: skip
    columns = tuple(Column(head, number=head == "question") for head in heads)
    return Listing("questions", "Public questions", columns, lines, count=rows.count())


def of_minutes(person: Person, filters: dict[str, str]) -> Listing:
    """Return the numbered minutes of bodies with their resolutions."""
    rows = NumberedMinute.objects.filter(board_filter(person, filters, "board"))
    heads = ("board", "day", "minute", "heading", "words", "resolved", "vote")
    lines = (
        (
            row.board.name, row.meeting.on.isoformat(), row.number, row.heading, row.words or None,
            " ".join(f"({letter(n)}) {w}" for n, w in enumerate(row.resolutions)) or None,
            row.vote.number if row.vote else None,
        )
        for row in rows.select_related("board", "meeting", "vote").iterator(chunk_size=500)
    )  # fmt: skip
    columns = tuple(Column(head, number=head in ("minute", "vote")) for head in heads)
    return Listing("minutes", "Numbered minutes", columns, lines, count=rows.count())


def of_declarations(person: Person, filters: dict[str, str]) -> Listing:
    """Return the interests declared at meetings; one where none was declared says so."""
    at = board_filter(person, filters, "meeting__board")
    rows = Declaration.objects.filter(at).select_related("meeting__board", "seat")
    none = NilReturn.objects.filter(at, of="declarations").select_related("meeting__board")
    heads = ("board", "day", "declaration", "seat", "item", "interest", "left the room")
    declared = [
        (
            row.meeting.board.name, row.meeting.on.isoformat(), row.number, row.seat.number,
            row.item, INTERESTS[row.kind], "yes" if row.left else "no",
        )
        for row in rows
    ]  # fmt: skip
    nothing = [
        (
            row.meeting.board.name,
            row.meeting.on.isoformat(),
            None,
            None,
            None,
            NONE_OF[row.of],
            None,
        )
        for row in none
    ]
    lines = sorted((*declared, *nothing), key=lambda line: (line[0], line[1], line[2] or 0))
    columns = tuple(Column(head, number=head in ("declaration", "seat")) for head in heads)
    return Listing("declarations", "Declarations of interest", columns, lines)


def of_elections(person: Person, filters: dict[str, str]) -> Listing:
    """Return the elections held at meetings, a line for each seat that stood."""
    rows = Election.objects.filter(board_filter(person, filters, "meeting__board"))
    heads = ("board", "day", "election", "office", "stood: seat", "votes", "elected", "until")
    lines = [
        (
            row.meeting.board.name, row.meeting.on.isoformat(), row.number, row.office, seat,
            votes, "yes" if seat == row.seat.number else "no", row.until or None,
        )
        for row in rows.select_related("meeting__board", "seat")
        for seat, votes in row.candidates
    ]  # fmt: skip
    numbers = ("election", "stood: seat", "votes")
    columns = tuple(Column(head, number=head in numbers) for head in heads)
    return Listing("elections", "Elections of bodies", columns, lines)


ROLLS = "rolls"  # who was there: a list that the app of bodies gives
TABLES = {
    "requests": of_requests,
    "questions": of_questions,
    "minutes": of_minutes,
    "declarations": of_declarations,
    "elections": of_elections,
}
