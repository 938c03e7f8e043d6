"""Boards, meetings and packs, read: only what this person may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import OuterRef, Q, QuerySet

from beatwise.accountability import roles
from beatwise.accountability.boards import agenda
from beatwise.accountability.boards.agenda import MEETING_HELD, TOOK_PLACE
from beatwise.accountability.roles import Person
from beatwise.web.meetings.models import Board, Decision, Meeting, Pack
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.today import today as today
from beatwise.web.search.search_field import Beside, matching


SOON = dt.timedelta(days=14)


def board(number: int) -> Board:
    """Return a board; raise ``MissingData`` when there is none."""
    rows = Board.objects.filter(number=number)
    return sure_row(rows, f"there is no board {number}.", "Open the list of boards.")


def boards(person: Person) -> QuerySet[Board]:
    """Return the boards whose papers this person reads."""
    return Board.objects.filter(own_bodies.condition(person))


def meetings(person: Person, filters: dict[str, str] | None = None) -> QuerySet[Meeting]:
    """Return the meetings that this person sees and an address asks for, the latest first."""
    rows, want = Meeting.objects.select_related("board"), filters or {}
    rows = rows.filter(own_bodies.condition(person, "board"))
    if want.get("board", "").isdecimal():
        rows = rows.filter(board__number=int(want["board"][:9]))
    if want.get("state"):
        rows = rows.filter(state=want["state"])
    if want.get("q"):
        decisions = Decision.objects.filter(meeting=OuterRef("pk"))
        looked_at = ("board__search", "search", Beside(decisions, "search"))
        rows = rows.filter(matching(want["q"], *looked_at))
    return rows


def texts() -> Iterator[str]:
    """Yield the search keys of boards, meetings and decisions."""
    for model in (Board, Meeting, Decision):
        yield from model.objects.values_list("search", flat=True).iterator()


def meeting(number: int) -> Meeting:
    """Return a meeting; raise ``MissingData`` when there is none."""
    rows = Meeting.objects.select_related("board").filter(number=number)
    return sure_row(rows, f"there is no meeting {number}.", "Open the list of meetings.")


def seen_board(person: Person, number: int) -> Board:
    """Return a board whose papers this person reads; raise ``MissingData`` when there is none."""
    rows = boards(person).filter(number=number)
    return sure_row(rows, f"there is no board {number}.", "Open the list of boards.")


def seen_meeting(person: Person, number: int) -> Meeting:
    """Return a meeting that this person sees; raise ``MissingData`` when there is none."""
    rows = meetings(person).filter(number=number)
    return sure_row(rows, f"there is no meeting {number}.", "Open the list of meetings.")


def is_minuted(meeting: Meeting) -> bool:
    """Whether anything is minuted of a meeting: in words, as a decision, or as numbered minutes."""
    return (
        bool(meeting.minutes)
        or Decision.objects.filter(meeting=meeting).exists()
        or meeting.numbered_minutes.exists()
    )


def with_open_minutes() -> Meeting | None:
    """Return the earliest meeting that was held and whose minutes are not agreed yet."""
    return Meeting.objects.filter(state=MEETING_HELD).order_by("on", "number").first()


def packs(person: Person) -> QuerySet[Pack]:
    """Return the packs that this person reads, without their content.

    Those of the bodies whose papers they read, and of the others those published.
    """
    rows = Pack.objects.select_related("meeting__board", "publication").defer("content")
    own = own_bodies.condition(person, "meeting__board")
    if own:
        reads = roles.may(person, "packs.read")
        rows = rows.filter(own | Q(publication__isnull=False) if reads else own)
    return rows.order_by("-meeting__on", "-meeting__number", "-number")


def pack(person: Person, meeting: int, number: int) -> Pack:
    """Return one pack with its content; raise ``MissingData`` when this person reads none."""
    rows = packs(person).defer(None).filter(meeting__number=meeting, number=number)
    rows = rows.select_related("meeting__board", "by")
    return sure_row(rows, "there is no such pack.", "Open the list of packs.")


def latest(meeting: Meeting) -> Pack | None:
    """Return the newest pack of a meeting."""
    rows = meeting.packs.defer("content").select_related("publication", "by")
    return rows.order_by("-number").first()


def before(meeting: Meeting) -> Meeting | None:
    """Return the last meeting of the same board that was held."""
    rows = Meeting.objects.filter(board=meeting.board, state__in=TOOK_PLACE, on__lt=meeting.on)
    return rows.order_by("-on", "-number").first()


def decisions(meeting: Meeting | None) -> tuple[agenda.Decision, ...]:
    """Return what a meeting decided, as the values that the rules are about."""
    if meeting is None:
        return ()
    return tuple(
        agenda.Decision(row.number, row.words, row.owner, row.action, row.due)
        for row in Decision.objects.filter(meeting=meeting).order_by("number")
    )
