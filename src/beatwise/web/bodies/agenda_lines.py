"""What stands beneath the item of membership on a body's own agenda."""

from __future__ import annotations

import datetime as dt

from beatwise.clock import day_words
from beatwise.plurals import counted
from beatwise.web.bodies import selectors
from beatwise.web.meetings import selectors as meetings


SOON = dt.timedelta(days=183)


def membership(meeting: int, today: dt.date) -> tuple[str, ...]:
    """Return a body's balance, its vacant seats and the terms that come up, in words."""
    board = meetings.meeting(meeting).board
    rows = list(selectors.seats(board))
    body = selectors.balance(board, rows)
    lines = [f"{counted(body.members, 'member')} in {counted(len(rows), 'seat')}."]
    for party in body.parties:
        if party.over:
            word = "more" if party.over > 0 else "fewer"
            lines.append(
                f"{party.party}: {party.seats_held} held, {abs(party.over)} {word} than the "
                f"{party.seats} due."
            )
    for row in selectors.ending(board, today, SOON):
        day = row.reappoint_by or row.ends
        lines.append(f"Seat {row.number}: a term comes up, {day_words(day)}.")
    return tuple(lines)
