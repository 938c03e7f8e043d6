"""The shapes in which the API gives bodies and their proceedings."""

from __future__ import annotations

import datetime as dt

from ninja import Schema


class SeatOut(Schema):
    """A seat; who holds it is known by council and party, never by name."""

    number: int
    council: str | None
    party: str
    office: str
    substitute: bool
    begins: dt.date | None
    ends: dt.date | None
    ends_note: str
    vacant: bool


class RequestItemOut(Schema):
    """A lettered item of a request, and where it was answered."""

    letter: str
    words: str
    answer: str
    answered_in: str
    answered_on: dt.date | None


class RequestOut(Schema):
    """What a body asked of a role; it is answered when every item is."""

    number: int
    meeting: int
    minute: int | None
    words: str
    asked_of: str
    due: dt.date | None
    state: str
    overdue: bool
    items: list[RequestItemOut]


class PublicQuestionOut(Schema):
    """A question from the public, without the name of who asks it."""

    number: int
    meeting: int
    submitted_on: dt.date
    words: str
    asked_of: str
    refused: str
    answer: str
    answered_on: dt.date | None


class MinuteOut(Schema):
    """A numbered minute with its lettered resolutions; ``vote`` is the number of its vote."""

    number: int
    meeting: int
    heading: str
    words: str
    resolutions: list[str]
    vote: int | None


class ForwardItemOut(Schema):
    """Something that a body is to look at, or did."""

    number: int
    heading: str
    presenter: str
    by_day: dt.date | None
    heard_at: int | None


class VoteOut(Schema):
    """A recorded vote; a count that no paper prints is null, never zero."""

    number: int
    motion: str
    rule: str
    members: int
    present: int
    in_favour: int | None
    against: int | None
    abstained: int | None
    carried: bool


class MarkOut(Schema):
    """How a seat stood on the roll."""

    seat: int
    standing: str
    in_chair: bool


class DeclarationOut(Schema):
    """An interest that the member of a seat declared."""

    seat: int
    item: str
    kind: str
    left: bool


class ElectionOut(Schema):
    """An election to an office; each candidate is a seat and its votes, null for one unopposed."""

    office: str
    seat: int
    candidates: list[list[int | None]]
    until: str


class ProceedingsOut(Schema):
    """What happened at a meeting; ``none_of`` is what there was none of, as recorded."""

    meeting: int
    on: dt.date
    state: str
    roll: list[MarkOut]
    present: int
    quorate: bool | None
    none_of: list[str]
    declarations: list[DeclarationOut]
    elections: list[ElectionOut]
    votes: list[VoteOut]
    minutes: list[MinuteOut]
    requests: list[int]


class RequestPage(Schema):
    """One page of requests; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    requests: list[RequestOut]


class PublicQuestionPage(Schema):
    """One page of public questions; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    questions: list[PublicQuestionOut]


class MinutePage(Schema):
    """One page of numbered minutes; ``next`` is the address of the following one."""

    count: int
    next: str | None = None
    minutes: list[MinuteOut]
