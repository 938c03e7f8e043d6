"""What must always hold of seats and recorded votes."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.boards.agenda import TOOK_PLACE
from beatwise.accountability.boards.votes import RULES
from beatwise.web.bodies.models import RecordedVote, Seat


def seats() -> Iterator[str]:
    """Every seat is of its body's own councils, and a vacant one has no party."""
    for row in Seat.objects.filter(removed=False).select_related("board", "council"):
        name = f"{row.thing}, seat {row.number}"
        if row.council is not None and row.council.board_id != row.board_id:
            yield f"{name}: its council appoints to another body"
        if row.vacant and row.party:
            yield f"{name}: it is vacant, and has a party"


def votes() -> Iterator[str]:
    """Every vote is of a meeting that took place, by a rule that there is."""
    for row in RecordedVote.objects.select_related("meeting"):
        name = f"{row.thing}, vote {row.number}"
        if row.meeting.state not in TOOK_PLACE:
            yield f"{name}: its meeting was not held"
        if row.rule not in RULES:
            yield f"{name}: there is no rule '{row.rule}'"
