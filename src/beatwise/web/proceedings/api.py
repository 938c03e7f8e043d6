"""Bodies and what happened at their meetings as an API: read only, as the pages show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Router

from beatwise.accountability.boards.lettered_items import letter
from beatwise.web.bodies import attendance
from beatwise.web.bodies import selectors as body_rows
from beatwise.web.bodies.models import RecordedVote
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Board
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.pages import api
from beatwise.web.proceedings import body_requests, forward_plan, public_questions
from beatwise.web.proceedings.api_shapes import (
    ForwardItemOut,
    MinutePage,
    ProceedingsOut,
    PublicQuestionPage,
    RequestPage,
    SeatOut,
)
from beatwise.web.proceedings.models import (
    BodyRequest,
    ForwardItem,
    NumberedMinute,
    PublicQuestion,
)


router = Router(tags=["bodies"])
Number = Annotated[int, Path(ge=1, le=api.LARGEST, description="The body's number.")]
MeetingNumber = Annotated[int, Path(ge=1, le=api.LARGEST, description="The meeting's number.")]
Row = dict[str, object]


@router.get("/{number}/seats/", response={200: list[SeatOut], **api.REFUSALS})
def list_seats(request: HttpRequest, number: Number) -> object:
    """List a body's seats."""
    names = ("number", "party", "office", "substitute", "begins", "ends", "ends_note", "vacant")
    return [
        {**_fields(row, names), "council": row.council.name if row.council else None}
        for row in body_rows.seats(_body(request, number))
    ]


@router.get("/{number}/requests/", response={200: RequestPage, **api.REFUSALS})
def list_requests(
    request: HttpRequest, number: Number, page: api.PageNumber = 1, size: api.PageSize = 50
) -> object:
    """List what a body asked for, the newest first."""
    rows = body_requests.of_board(_body(request, number))
    return _page(request, rows, page, size, "requests", _request)


@router.get("/{number}/questions/", response={200: PublicQuestionPage, **api.REFUSALS})
def list_questions(
    request: HttpRequest, number: Number, page: api.PageNumber = 1, size: api.PageSize = 50
) -> object:
    """List the public questions to a body, the newest first."""
    rows = public_questions.of_board(_body(request, number))
    return _page(request, rows, page, size, "questions", _question)


@router.get("/{number}/minutes/", response={200: MinutePage, **api.REFUSALS})
def list_minutes(
    request: HttpRequest, number: Number, page: api.PageNumber = 1, size: api.PageSize = 50
) -> object:
    """List a body's numbered minutes in their order."""
    rows = NumberedMinute.objects.filter(board=_body(request, number))
    return _page(request, rows.select_related("meeting", "vote"), page, size, "minutes", _minute)


@router.get("/{number}/forward-plan/", response={200: list[ForwardItemOut], **api.REFUSALS})
def list_forward_plan(request: HttpRequest, number: Number) -> object:
    """List what a body is to look at, by its day."""
    return [_forward(row) for row in forward_plan.of_board(_body(request, number))]


@router.get("/meetings/{number}/", response={200: ProceedingsOut, **api.REFUSALS})
def get_proceedings(request: HttpRequest, number: MeetingNumber) -> object:
    """Return what happened at a meeting: roll, declarations, elections, votes and minutes."""
    row = selectors.seen_meeting(api.allowed(request, own_bodies.some_of), number)
    roll = attendance.of_meeting(row)
    minutes = row.numbered_minutes.select_related("meeting", "vote").order_by("number")
    return {
        "meeting": row.number,
        "on": row.on,
        "state": row.state,
        "roll": [
            {"seat": mark.seat.number, "standing": mark.standing, "in_chair": mark.in_chair}
            for mark in attendance.marks_of(row)
        ],
        "present": roll.present,
        "quorate": roll.quorate,
        "none_of": sorted(row.nil_returns.values_list("of", flat=True)),
        "declarations": [
            {**_fields(each, ("item", "kind", "left")), "seat": each.seat.number}
            for each in row.declarations.select_related("seat")
        ],
        "elections": [
            {**_fields(each, ("office", "candidates", "until")), "seat": each.seat.number}
            for each in row.elections.select_related("seat")
        ],
        "votes": [_vote(each) for each in body_rows.votes(row)],
        "minutes": [_minute(each) for each in minutes],
        "requests": list(row.requests.order_by("number").values_list("number", flat=True)),
    }


def _body(request: HttpRequest, number: int) -> Board:
    """Return a body whose papers the account reads; 404 where there is none."""
    return selectors.seen_board(api.allowed(request, own_bodies.some_of), number)


def _page(
    request: HttpRequest, rows: QuerySet[Any], page: int, size: int, name: str,
    as_row: Callable[[Any], Row],
) -> Row:  # fmt: skip
    count, follow, on_page = api.page(request, rows, page, size)
    return {"count": count, "next": follow, name: [as_row(row) for row in on_page]}


def _fields(row: object, names: tuple[str, ...]) -> Row:
    return {name: getattr(row, name) for name in names}


def _request(row: BodyRequest) -> Row:
    stands = body_requests.stands(row)
    return {
        **_fields(row, ("number", "words", "asked_of", "due")),
        "meeting": row.meeting.number,
        "minute": row.minute.number if row.minute else None,
        "state": stands.state,
        "overdue": stands.overdue,
        "items": list(row.items.all()),
    }


def _question(row: PublicQuestion) -> Row:
    names = ("number", "submitted_on", "words", "asked_of", "refused", "answer", "answered_on")
    return {**_fields(row, names), "meeting": row.meeting.number}


def _minute(row: NumberedMinute) -> Row:
    return {
        **_fields(row, ("number", "heading", "words")),
        "meeting": row.meeting.number,
        "resolutions": [f"({letter(at)}) {words}" for at, words in enumerate(row.resolutions)],
        "vote": row.vote.number if row.vote else None,
    }


def _forward(row: ForwardItem) -> Row:
    heard = row.heard_at.number if row.heard_at else None
    return {**_fields(row, ("number", "heading", "presenter", "by_day")), "heard_at": heard}


def _vote(row: RecordedVote) -> Row:
    names = ("number", "motion", "rule", "members", "present", "in_favour", "against",
             "abstained", "carried")  # fmt: skip
    return _fields(row, names)
