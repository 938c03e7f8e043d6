"""The doors of pages about a body, for the guard: whether the address is of a body of one's own.

Each is asked only of a person whose role does not hold the permission everywhere. What is not
there opens for nobody, so that an address does not tell whether another body has it.
"""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.web.access.guard import Within
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.meetings.named_roles import own_bodies


def of_any(person: object, permission: str, parts: Mapping[str, object]) -> bool:
    """Whether any body is the person's own: for lists of all that one may see."""
    return bool(own_bodies.named(person, permission))


def of_board(person: object, permission: str, parts: Mapping[str, object]) -> bool:
    """Whether the board of an address, by its ``number``, is the person's own."""
    board = Board.objects.filter(number=parts["number"]).first()
    return board is not None and own_bodies.may_in(person, permission, board)


def of_meeting(person: object, permission: str, parts: Mapping[str, object]) -> bool:
    """Whether the meeting of an address, by its ``number``, is of a body of the person's own."""
    return _of_meeting("number")(person, permission, parts)


def of_pack(person: object, permission: str, parts: Mapping[str, object]) -> bool:
    """Whether the pack of an address, by its ``meeting``, is of a body of the person's own."""
    return _of_meeting("meeting")(person, permission, parts)


def _of_meeting(part: str) -> Within:
    def door(person: object, permission: str, parts: Mapping[str, object]) -> bool:
        row = Meeting.objects.select_related("board").filter(number=parts[part]).first()
        return row is not None and own_bodies.may_in(person, permission, row.board)

    return door
