"""Seats, councils, steps and votes, read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from django.db.models import Q, QuerySet

from beatwise.accountability.boards import body_balance
from beatwise.accountability.boards.body_balance import BodyBalance, PrintedShare
from beatwise.web.bodies.models import Council, PrintedBalance, RecordedVote, Seat
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages.clean import sure_row


def councils(board: Board) -> QuerySet[Council]:
    """Return the councils that appoint to a body."""
    return Council.objects.filter(board=board, removed=False)


def council(key: int) -> Council:
    """Return a council; raise ``MissingData`` when there is none."""
    rows = Council.objects.select_related("board").filter(pk=key, removed=False)
    return sure_row(rows, "there is no such council.", "Open the body's seats.")


def seats(board: Board) -> QuerySet[Seat]:
    """Return a body's seats, by number."""
    return Seat.objects.filter(board=board, removed=False).select_related("council", "board")


def seat(board: int, number: int) -> Seat:
    """Return a seat; raise ``MissingData`` when there is none."""
    rows = Seat.objects.select_related("council", "board")
    rows = rows.filter(board__number=board, number=number, removed=False)
    return sure_row(rows, f"there is no seat {number}.", "Open the body's seats.")


def members_on(board: Board, day: dt.date) -> int:
    """Return how many members a body had on a day: its seats that somebody held."""
    return _held_on(board, day).count()


def holders_on(board: Board, day: dt.date) -> set[int]:
    """Return the keys of the seats that somebody held on a day."""
    return set(_held_on(board, day).values_list("pk", flat=True))


def ending(board: Board, today: dt.date, within: dt.timedelta) -> list[Seat]:
    """Return the seats whose term or reappointment comes up, the earliest first."""
    soon = today + within
    comes_up = Q(ends__lte=soon) | Q(reappoint_by__lte=soon)
    rows = seats(board).filter(comes_up, vacant=False)
    return sorted(rows, key=lambda row: min(filter(None, (row.reappoint_by, row.ends))))


def _held_on(board: Board, day: dt.date) -> QuerySet[Seat]:
    filled = seats(board).filter(vacant=False)
    began = Q(begins__isnull=True) | Q(begins__lte=day)
    lasts = Q(ends__isnull=True) | Q(ends__gte=day)
    return filled.filter(began, lasts)


def balance(board: Board, rows: Sequence[Seat]) -> BodyBalance:
    """Return a body's political balance from its seats as they are."""
    parties: dict[int, list[str]] = {}
    independents = 0
    for row in rows:
        if row.council_id is None:
            independents += not row.vacant
        else:
            parties.setdefault(row.council_id, []).append("" if row.vacant else row.party)
    appointing = [
        body_balance.Council(row.name, row.councillors, tuple(parties.get(row.pk, ())))
        for row in councils(board)
    ]
    return body_balance.body_balance(appointing, independents)


def printed(board: Board) -> PrintedBalance | None:
    """Return the entitlements that a paper printed last."""
    return PrintedBalance.objects.filter(board=board).order_by("-pk").first()


def compared(board: Board, body: BodyBalance) -> tuple[PrintedShare, ...]:
    """Set what a paper printed beside what follows; nothing where nothing was printed."""
    row = printed(board)
    if row is None:
        return ()
    shares = {party: Fraction(share) for party, share in row.shares.items()}
    return body_balance.compare(body.parties, shares)


def votes(meeting: Meeting) -> QuerySet[RecordedVote]:
    """Return a meeting's recorded votes, in order."""
    return RecordedVote.objects.filter(meeting=meeting).select_related("meeting__board")


def vote(meeting: int, number: int) -> RecordedVote:
    """Return a vote; raise ``MissingData`` when there is none."""
    rows = RecordedVote.objects.select_related("meeting__board")
    rows = rows.filter(meeting__number=meeting, number=number)
    return sure_row(rows, f"there is no vote {number}.", "Open the meeting's votes.")
