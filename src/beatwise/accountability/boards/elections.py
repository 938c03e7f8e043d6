"""Elections of a body's chair: every member votes, and only elected members can stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True)
class ElectionCheck:
    """What follows from an election's votes: who leads (several in a tie), and what is odd."""

    leaders: tuple[int, ...]
    faults: tuple[str, ...]


def check_candidates(candidates: Collection[int], elected_members: Collection[int]) -> None:
    """Raise ``BadInput`` where somebody stands who was not elected to their own council."""
    others = sorted(set(candidates) - set(elected_members))
    if others:
        seats = ", ".join(str(seat) for seat in others)
        raise BadInput(
            f"only elected members can stand; seat {seats} is not an elected member's.",
            place="candidates",
            next_step="Name seats of councillors. Independent members vote and do not stand.",
        )


def check_election(
    votes: Mapping[int, int | None], winner: int, present: int | None
) -> ElectionCheck:
    """Set a recorded winner beside the votes for each candidate.

    Parameters
    ----------
    votes
        Votes for each candidate's seat; ``None`` where they were not counted, as when nobody stood
        against the only candidate.
    winner
        The seat that was recorded as elected.
    present
        How many could vote; ``None`` where the roll was not called.
    """
    counts = {seat: count for seat, count in votes.items() if count is not None}
    faults = [] if winner in votes else [f"seat {winner} was elected and did not stand"]
    if len(counts) < len(votes):
        if len(votes) > 1:
            faults.append("the votes were not counted for every candidate")
        return ElectionCheck(tuple(votes) if len(votes) == 1 else (), tuple(faults))
    most = max(counts.values(), default=0)
    leaders = tuple(seat for seat, count in counts.items() if count == most)
    if winner in votes and winner not in leaders:
        faults.append(f"seat {winner} was elected with {counts[winner]} votes, and {most} is most")
    if present is not None and sum(counts.values()) > present:
        faults.append(f"{sum(counts.values())} votes are more than the {present} present")
    return ElectionCheck(leaders, tuple(faults))
