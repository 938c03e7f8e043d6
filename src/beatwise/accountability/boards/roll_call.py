"""The roll call of a meeting: which seats were there, by member or substitute, and which were not.

A seat counts as present when its member or, where the body permits one, a substitute was there.
Each can then vote once. An empty seat is no member and stands on no roll.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.accountability.boards.quorum import Quorum


PRESENT, SUBSTITUTE, APOLOGIES, ABSENT = "present", "substitute", "apologies", "absent"
STANDINGS: dict[str, str] = {
    PRESENT: "Present",
    SUBSTITUTE: "A substitute was present",
    APOLOGIES: "Apologies",
    ABSENT: "Absent, no apologies",
}
CAN_VOTE = (PRESENT, SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class SeatMark:
    """How one seat stands on the roll.

    ``is_member`` says whether somebody held the seat on the day, ``permits`` whether a substitute
    may sit for them, ``in_chair`` whether the seat led the meeting.
    """

    seat: int
    standing: str
    is_member: bool = True
    permits: bool = False
    in_chair: bool = False


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll: the members of that day, those who could vote, and what does not fit together.

    ``quorate`` is ``None`` where the body has no rule or nobody has called the roll.
    """

    members: int
    present: int
    substitutes: int
    apologies: int
    needed: int | None
    quorate: bool | None
    faults: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The roll in one line: ``12 of 15 members present, 1 by a substitute``."""
        words = f"{self.present} of {self.members} members present"
        return f"{words}, {self.substitutes} by a substitute" if self.substitutes else words


def roll_call(marks: Sequence[SeatMark], members: int, quorum: Quorum | None) -> RollCall:
    """Count a roll.

    Parameters
    ----------
    marks
        Each seat that was called.
    members
        The seats that somebody held on the day.
    quorum
        The body's rule, where it has one.
    """
    voters = [mark for mark in marks if mark.standing in CAN_VOTE]
    quorate = quorum.is_met(members, len(voters)) if quorum and marks else None
    return RollCall(
        members,
        len(voters),
        sum(mark.standing == SUBSTITUTE for mark in marks),
        sum(mark.standing == APOLOGIES for mark in marks),
        quorum.needed(members) if quorum else None,
        quorate,
        tuple(_faults(marks)),
    )


def _faults(marks: Sequence[SeatMark]) -> list[str]:
    faults = []
    for mark in marks:
        if mark.standing in CAN_VOTE and not mark.is_member:
            faults.append(f"seat {mark.seat} was empty on that day and is marked present")
        if mark.standing == SUBSTITUTE and not mark.permits:
            faults.append(f"seat {mark.seat} has no substitute, and one is marked present")
        if mark.in_chair and mark.standing not in CAN_VOTE:
            faults.append(f"seat {mark.seat} was in the chair and not present")
    if sum(mark.in_chair for mark in marks) > 1:
        faults.append("more than one seat was in the chair")
    return faults
