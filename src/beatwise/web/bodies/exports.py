"""Seats and recorded votes as files."""

from __future__ import annotations

from beatwise.accountability.boards import votes as rules
from beatwise.accountability.boards.roll_call import STANDINGS
from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.bodies import vote_records
from beatwise.web.bodies.models import RecordedVote, Seat, SeatAttendance
from beatwise.web.meetings.named_roles.own_bodies import board_filter


def of_seats(person: Person, filters: dict[str, str]) -> Listing:
    """Return the seats of bodies; ``board`` narrows them to one by its number."""
    rows = Seat.objects.filter(board_filter(person, filters, "board"), removed=False)
    heads = ("board", "seat", "appointed by", "party", "office", "term begins", "term ends",
             "or earlier", "substitute", "vacant")  # fmt: skip
    lines = (
        (
            row.board.name, row.number, row.council.name if row.council else None,
            row.party or None, row.office or None, str(row.begins) if row.begins else None,
            str(row.ends) if row.ends else None, row.ends_note or None,
            _words(row.substitute), _words(row.vacant),
        )
        for row in rows.select_related("board", "council").iterator(chunk_size=500)
    )  # fmt: skip
    columns = tuple(Column(head, number=head == "seat") for head in heads)
    return Listing("seats", "Seats of bodies", columns, lines, count=rows.count())


def of_rolls(person: Person, filters: dict[str, str]) -> Listing:
    """Return who was at the meetings of bodies, seat by seat, the latest meeting first."""
    rows = SeatAttendance.objects.filter(board_filter(person, filters, "meeting__board"))
    heads = ("board", "day", "seat", "appointed by", "stood", "in the chair")
    ordered = rows.order_by("-meeting__on", "-meeting__number", "seat__number")
    lines = (
        (
            row.meeting.board.name, row.meeting.on.isoformat(), row.seat.number,
            row.seat.council.name if row.seat.council else None, STANDINGS[row.standing],
            _words(row.in_chair),
        )
        for row in ordered.select_related("meeting__board", "seat__council").iterator(
            chunk_size=500
        )
    )  # fmt: skip
    columns = tuple(Column(head, number=head == "seat") for head in heads)
    return Listing("rolls", "Attendance at meetings", columns, lines, count=rows.count())


def of_votes(person: Person, filters: dict[str, str]) -> Listing:
    """Return recorded votes, the latest meeting first, each beside what follows from it."""
    rows = RecordedVote.objects.filter(board_filter(person, filters, "meeting__board"))
    heads = ("board", "day", "vote", "motion", "rule", "members", "present", "for", "against",
             "abstained", "recorded", "follows", "differences")  # fmt: skip
    numbers = {"vote", "members", "present", "for", "against", "abstained"}
    ordered = rows.order_by("-meeting__on", "-meeting__number", "number")
    lines = (
        _vote(row) for row in ordered.select_related("meeting__board").iterator(chunk_size=500)
    )
    columns = tuple(Column(head, number=head in numbers) for head in heads)
    return Listing("votes", "Recorded votes", columns, lines, count=rows.count())


def _vote(row: RecordedVote) -> tuple[Cell, ...]:
    outcome = rules.check(vote_records.value(row))
    follows = None if outcome.carried is None else _result(outcome.carried)
    return (
        row.meeting.board.name, row.meeting.on.isoformat(), row.number, row.motion, row.rule,
        row.members, row.present, row.in_favour, row.against, row.abstained,
        _result(row.carried), follows, "; ".join(outcome.faults) or None,
    )  # fmt: skip


def _words(flag: bool) -> str:
    return "yes" if flag else "no"


def _result(carried: bool) -> str:
    return "carried" if carried else "not carried"
