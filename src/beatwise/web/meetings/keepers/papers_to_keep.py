"""The bodies and meetings whose papers a person keeps; whoever does not is refused."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.errors import Refused
from beatwise.web.history.row_versions import check_version
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.meetings.named_roles import own_bodies


def check_writes(by: Person, body: Board | None = None) -> None:
    """Raise ``Refused`` unless this person's role keeps the papers of a body, or of all."""
    own = body is not None and own_bodies.may_in(by, own_bodies.WRITE, body)
    if not (own or roles.may(by, own_bodies.WRITE)):
        raise Refused("your role does not plan meetings.", next_step="Ask the governance officer.")


def body_to_keep(number: int, by: Person) -> Board:
    """Return a body; ``Refused`` unless this person keeps its papers."""
    row = selectors.board(number)
    check_writes(by, row)
    return row


def meeting_to_keep(number: int, version: int, by: Person) -> Meeting:
    """Return a meeting as it is now; ``Refused`` unless this person keeps its body's papers."""
    row = selectors.meeting(number)
    check_writes(by, row.board)
    check_version(row, version, place=str(row))
    return row
