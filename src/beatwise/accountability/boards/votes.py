"""Votes: the rule, who could vote, how they did, and whether the recorded result follows from it.

The result of a vote is *recorded*, by the chair; it is never replaced by a computed one.
What is computed is set beside it, and a difference is shown. A veto of the precept needs two
thirds of the *membership*, not of those present.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from beatwise.errors import BadInput


CAST, MEMBERS, PRESENT = "votes cast", "members", "members present"


@dataclass(frozen=True, slots=True)
class VoteRule:
    """What carries a motion: at least (or more than) a share of the votes cast, or of members."""

    name: str
    of: str
    share: Fraction
    more_than: bool = False
    source: str = ""

    @property
    def in_words(self) -> str:
        """The rule as a page says it."""
        least = "more than" if self.more_than else "at least"
        whole = "every one of the" if self.share == 1 else f"{least} {self.share} of the"
        return f"{self.name.capitalize()}: {whole} {self.of}"

    def needed(self, base: int) -> int:
        """Return how many votes for the motion carry it: one at least."""
        exact = self.share * base
        return max(1, math.floor(exact) + 1 if self.more_than else math.ceil(exact))


MAJORITY = VoteRule("simple majority", CAST, Fraction(1, 2), more_than=True)
VETO = VoteRule(
    "veto",
    MEMBERS,
    Fraction(2, 3),
    source="Police Reform and Social Responsibility Act 2011, Schedules 5 and 8",
)
TWO_THIRDS_PRESENT = VoteRule("two thirds of those present", PRESENT, Fraction(2, 3))
UNANIMOUS = VoteRule(
    "unanimous",
    CAST,
    Fraction(1),
    source="co-option: Police Reform and Social Responsibility Act 2011, Schedule 6",
)
RULES = {rule.name: rule for rule in (MAJORITY, VETO, TWO_THIRDS_PRESENT, UNANIMOUS)}


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that was taken.

    Parameters
    ----------
    motion
        What was voted on.
    rule
        What carries it.
    members, present
        How many members there were at the time, and how many were there.
    in_favour, against, abstained
        How they voted; ``None`` where it was not recorded.
    recorded
        The result as recorded: carried or not.
    named
        How each member voted, where a recorded vote was asked for: member's seat and ``for``,
        ``against`` or ``abstained``.
    casting
        Whether the chair's casting vote settled it, and which way.
    """

    motion: str
    rule: VoteRule
    members: int
    present: int
    in_favour: int | None
    against: int | None
    abstained: int | None
    recorded: bool
    named: tuple[tuple[str, str], ...] = ()
    casting: bool | None = None


@dataclass(frozen=True, slots=True)
class VoteCheck:
    """What follows from the votes.

    ``carried`` is ``None`` when it cannot be worked out; ``agrees`` compares it with the record.
    """

    needed: int | None
    carried: bool | None
    agrees: bool | None
    faults: tuple[str, ...]


def check(vote: Vote) -> VoteCheck:
    """Work a vote out beside its record; raise ``BadInput`` for numbers below zero."""
    numbers = (vote.in_favour, vote.against, vote.abstained, vote.members, vote.present)
    if any(number is not None and number < 0 for number in numbers):
        raise BadInput("votes are not negative.", place=vote.motion)
    base = _base(vote)
    needed = vote.rule.needed(base) if base is not None else None
    carried = None
    if needed is not None and vote.in_favour is not None:
        carried = vote.in_favour >= needed
        if vote.casting is not None and vote.rule.of == CAST and vote.in_favour == vote.against:
            carried = vote.casting
    agrees = None if carried is None else carried == vote.recorded
    return VoteCheck(needed, carried, agrees, tuple(_faults(vote)))


def _base(vote: Vote) -> int | None:
    if vote.rule.of == MEMBERS:
        return vote.members
    if vote.rule.of == PRESENT:
        return vote.present
    if vote.in_favour is None or vote.against is None:
        return None
    return vote.in_favour + vote.against


def _faults(vote: Vote) -> list[str]:
    counts = [n for n in (vote.in_favour, vote.against, vote.abstained) if n is not None]
    wrong = []
    if vote.present > vote.members:
        wrong.append(f"{vote.present} were present of {vote.members} members")
    if sum(counts) > vote.present:
        wrong.append(f"{sum(counts)} votes are more than the {vote.present} present")
    for word, number in (
        ("for", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained),
    ):  # fmt: skip
        votes_by_name = sum(way == word for _, way in vote.named)
        if vote.named and number is not None and votes_by_name != number:
            wrong.append(f"{number} are counted {word} and {votes_by_name} listed so")
    seats = [seat for seat, _ in vote.named]
    if len(set(seats)) < len(seats):
        wrong.append("a member is listed twice")
    if vote.casting is not None and vote.in_favour != vote.against:
        wrong.append("a casting vote is recorded, and the votes are not equal")
    return wrong
