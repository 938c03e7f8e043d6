"""The roll of a meeting: called seat by seat, with substitutes, and set beside the quorum."""

from __future__ import annotations

from collections.abc import Mapping

from beatwise.accountability.boards.quorum import quorum_of
from beatwise.accountability.boards.roll_call import (
    CAN_VOTE,
    STANDINGS,
    RollCall,
    SeatMark,
    roll_call,
)
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.bodies import selectors
from beatwise.web.bodies.models import Seat, SeatAttendance
from beatwise.web.history import audit
from beatwise.web.meetings import boards, minutes
from beatwise.web.meetings.models import Meeting


def record(
    *, meeting: int, version: int, marks: Mapping[int, str], chair: int | None, by: Person
) -> RollCall:
    """Record the roll of a meeting whose minutes are open; it takes the place of one before.

    Parameters
    ----------
    marks
        How each seat stands, by its number (``STANDINGS``); a seat that is left out was not called.
    chair
        The seat that was in the chair, where a member was.

    Raises
    ------
    BadInput
        For a seat that the body has not, or marks that do not fit together.
    """
    with audit.changing():
        row = minutes.meeting_to_minute(meeting, version, by)
        seats = {seat.number: seat for seat in selectors.seats(row.board)}
        _check(marks, seats, chair)
        rows = [
            SeatAttendance(meeting=row, seat=seats[number], standing=mark, in_chair=number == chair)
            for number, mark in sorted(marks.items())
        ]
        roll = count(row, rows)
        _refuse(roll)
        before = _facts(list(marks_of(row)))
        SeatAttendance.objects.filter(meeting=row).delete()
        SeatAttendance.objects.bulk_create(rows)
        boards.save(row)
        audit.write("meeting.roll", row.thing, by=by, before=before, after=_facts(rows))
    return roll


def marks_of(meeting: Meeting) -> list[SeatAttendance]:
    """Return the marks of a meeting's roll, by seat."""
    rows = SeatAttendance.objects.filter(meeting=meeting)
    return list(rows.select_related("seat", "seat__council", "seat__board"))


def of_meeting(meeting: Meeting) -> RollCall:
    """Return a meeting's roll, counted."""
    return count(meeting, marks_of(meeting))


def count(meeting: Meeting, rows: list[SeatAttendance]) -> RollCall:
    """Count marks of a meeting against the members of its day and its body's quorum."""
    members = selectors.members_on(meeting.board, meeting.on)
    holders = selectors.holders_on(meeting.board, meeting.on)
    marks = [
        SeatMark(
            row.seat.number,
            row.standing,
            row.seat.pk in holders,
            row.seat.substitute,
            row.in_chair,
        )
        for row in rows
    ]
    return roll_call(marks, members, quorum_of(meeting.board.quorum))


def voters(meeting: Meeting) -> list[int]:
    """Return the numbers of the seats that could vote; none where no roll was called."""
    return [row.seat.number for row in marks_of(meeting) if row.standing in CAN_VOTE]


def _check(marks: Mapping[int, str], seats: Mapping[int, Seat], chair: int | None) -> None:
    if not marks:
        raise BadInput("no seat is marked.", place="marks", next_step="Mark who was there.")
    for number, mark in marks.items():
        if number not in seats:
            raise BadInput(
                f"there is no seat {number}.", place="marks", next_step="Open the body's seats."
            )
        if mark not in STANDINGS:
            raise BadInput(
                f"'{mark}' is no way to stand on a roll.",
                place=f"seat_{number}",
                next_step=f"Use one of: {', '.join(STANDINGS)}.",
            )
    if chair is not None and chair not in marks:
        raise BadInput(
            f"seat {chair} is not marked.", place="chair", next_step="Mark it present first."
        )


def _refuse(roll: RollCall) -> None:
    if roll.faults:
        raise BadInput(f"{'; '.join(roll.faults)}.", place="marks", next_step="Correct the marks.")


def _facts(rows: list[SeatAttendance]) -> dict[str, object]:
    by_standing: dict[str, list[str]] = {}
    for row in rows:
        words = f"{row.seat.number} (in the chair)" if row.in_chair else str(row.seat.number)
        by_standing.setdefault(STANDINGS[row.standing], []).append(words)
    return {name: ", ".join(seats) for name, seats in by_standing.items()}
