"""Boards, meetings, their decisions and packs as an API."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status
from pydantic import BaseModel, ConfigDict, Field

from beatwise.accountability.roles import Person
from beatwise.web.access import tokens
from beatwise.web.meetings import minutes, selectors
from beatwise.web.meetings.models import Meeting, Pack
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.meetings.packs import pack_files
from beatwise.web.pages import api


router = Router(tags=["meetings"])
pack_router = Router(tags=["packs"])
Number = Annotated[int, Path(ge=1, le=api.LARGEST, description="The meeting's number.")]
PackNumber = Annotated[int, Path(ge=1, le=api.LARGEST, description="The pack's number.")]


class BoardOut(Schema):
    """A board: who sits on it, by role, and how often it meets."""

    number: int
    name: str
    about: str
    chair: str
    members: list[str]
    frequency: str
    papers_days: int
    closed: bool


class DecisionOut(Schema):
    """A decision in the minutes, and what came of it."""

    number: int
    kind: str
    words: str
    owner: str
    due: dt.date | None
    action: str
    change: int | None


class MeetingOut(Schema):
    """A meeting of a board."""

    number: int
    board: int
    on: dt.date
    begins: dt.time
    minutes_long: int
    place: str
    papers_due: dt.date
    state: str
    attended: list[str]
    minutes: str
    decisions: list[DecisionOut]
    packs: int
    version: int


class MeetingPage(Schema):
    """One page of meetings; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    meetings: list[MeetingOut]


class AttachmentOut(Schema):
    """A file of an item; its address in the office is ``/packs/…/attachments/ITEM/PLACE/``."""

    name: str
    sha256: str
    size: int


class ItemOut(Schema):
    """An item of an agenda: who owns and presents it (roles), its time and its files."""

    heading: str
    kind: str
    lines: list[str]
    about: list[str]
    owner: str
    presenter: str
    minutes: int | None
    begins: str
    attachments: list[AttachmentOut]


class PackOut(Schema):
    """A frozen pack; ``pdf`` and ``ods`` are the SHA-256 of its files."""

    meeting: int
    number: int
    board: str
    on: dt.date
    rule: str
    digest: str
    pdf: str
    ods: str
    frozen: dt.datetime
    published: dt.datetime | None
    items: list[ItemOut]


class PackLine(Schema):
    """A pack in a list, without what is in it."""

    meeting: int
    number: int
    digest: str
    frozen: dt.datetime
    published: dt.datetime | None


class PackPage(Schema):
    """One page of packs; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    packs: list[PackLine]


class NewDecision(BaseModel):
    """A decision in words."""

    model_config = ConfigDict(extra="forbid")
    words: str = Field(min_length=1, max_length=2000)


@router.get("/boards/", response={200: list[BoardOut], **api.REFUSALS})
def list_boards(request: HttpRequest) -> object:
    """List the boards."""
    return list(selectors.boards(_reads(request)))


@router.get("/", response={200: MeetingPage, **api.REFUSALS})
def list_meetings(
    request: HttpRequest, page: api.PageNumber = 1, size: api.PageSize = 50, state: api.Words = ""
) -> object:
    """List meetings, the latest first."""
    rows = selectors.meetings(_reads(request), {"state": state.replace("\x00", "")})
    count, follow, on_page = api.page(
        request, rows.prefetch_related("decisions", "packs"), page, size
    )
    return {"count": count, "next": follow, "meetings": [_meeting(row) for row in on_page]}


@router.get("/{number}/", response={200: MeetingOut, **api.REFUSALS})
def get_meeting(request: HttpRequest, number: Number, response: HttpResponse) -> object:
    """Return a meeting with its decisions and its ETag."""
    return _answer(response, selectors.seen_meeting(_reads(request), number))


@router.post("/{number}/decisions/", response={201: MeetingOut, **api.REFUSALS})
def make_decision(
    request: HttpRequest,
    number: Number,
    body: NewDecision,
    response: HttpResponse,
    match: api.IfMatch,
) -> object:
    """Minute a decision in words; those of which something comes are for the browser."""
    person = api.may(request, tokens.WRITE)
    selectors.seen_meeting(person, number)
    decision = minutes.decide(
        number=number, version=api.version(match), words=body.words, by=person
    )
    return Status(201, _answer(response, decision.meeting))


@pack_router.get("/", response={200: PackPage, **api.REFUSALS})
def list_packs(request: HttpRequest, page: api.PageNumber = 1, size: api.PageSize = 50) -> object:
    """List the packs that the account reads: all, or those published."""
    person = _reads_packs(request)
    count, follow, on_page = api.page(request, selectors.packs(person), page, size)
    return {"count": count, "next": follow, "packs": [_line(row) for row in on_page]}


@pack_router.get("/{meeting}/{number}/", response={200: PackOut, 304: None, **api.REFUSALS})
def get_pack(
    request: HttpRequest, meeting: Number, number: PackNumber, response: HttpResponse
) -> object:
    """Return a pack; its ETag is its digest and never changes."""
    row = selectors.pack(_reads_packs(request), meeting, number)
    response.headers["ETag"] = f'"{row.digest}"'
    if request.headers.get("If-None-Match") == f'"{row.digest}"':
        return Status(304, None)
    pack = pack_files.read(row.content)
    return {
        **_line(row),
        "board": pack.board,
        "on": pack.meeting,
        "rule": pack.rule,
        "pdf": row.pdf_id,
        "ods": row.ods_id,
        "items": [
            {
                "heading": item.heading,
                "kind": item.kind,
                "lines": list(item.lines),
                "about": list(item.about),
                "owner": item.details.owner,
                "presenter": item.details.presenter,
                "minutes": item.details.minutes,
                "begins": item.details.begins,
                "attachments": [asdict(file) for file in item.details.attachments],
            }
            for item in pack.items
        ],
    }


def _reads(request: HttpRequest) -> Person:
    return api.allowed(request, own_bodies.some_of)


def _reads_packs(request: HttpRequest) -> Person:
    return api.allowed(request, lambda person: own_bodies.some_of(person, "packs.read"))


def _answer(response: HttpResponse, row: Meeting) -> dict[str, object]:
    response.headers["ETag"] = api.etag(row.version)
    return _meeting(row)


def _meeting(row: Meeting) -> dict[str, object]:
    names = ("number", "on", "begins", "minutes_long", "place", "papers_due", "state", "attended",
             "minutes", "version")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "board": row.board.number,
        "decisions": list(row.decisions.all()),
        "packs": len(row.packs.all()),
    }


def _line(row: Pack) -> dict[str, object]:
    published = getattr(row, "publication", None)
    return {
        "meeting": row.meeting.number,
        "number": row.number,
        "digest": row.digest,
        "frozen": row.at,
        "published": published.at if published else None,
    }
