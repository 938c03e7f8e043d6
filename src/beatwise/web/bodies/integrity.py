"""What must always hold of seats and recorded votes."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.boards.agenda import TOOK_PLACE
from beatwise.accountability.boards.votes import RULES
from beatwise.web.bodies.models import RecordedVote, Seat, SeatAttendance


def seats() -> Iterator[str]:
    """Every seat is of its body's own councils, and a vacant one has no party."""
    for row in Seat.objects.filter(removed=False).select_related("board", "council"):
        name = f"{row.thing}, seat {row.number}"
        if row.council is not None and row.council.board_id != row.board_id:
            yield f"{name}: its council appoints to another body"
        if row.vacant and row.party:
            yield f"{name}: it is vacant, and has a party"


def rolls() -> Iterator[str]:
    """Every mark of a roll is of a seat of the meeting's own body, and of a meeting held."""
    for row in SeatAttendance.objects.select_related("meeting", "seat"):
        name = f"{row.meeting.thing}, the roll"
        if row.seat.board_id != row.meeting.board_id:
            yield f"{name}: seat {row.seat.number} is another body's"
        if row.meeting.state not in TOOK_PLACE:
            yield f"{name}: its meeting was not held"


def votes() -> Iterator[str]:
    """Every vote is of a meeting that took place, by a rule that there is."""
    for row in RecordedVote.objects.select_related("meeting"):
        name = f"{row.thing}, vote {row.number}"
        if row.meeting.state not in TOOK_PLACE:
            yield f"{name}: its meeting was not held"
        if row.rule not in RULES:
            yield f"{name}: there is no rule '{row.rule}'"
