"""Elections: only elected members stand, and the winner is set beside the votes."""

from __future__ import annotations

import pytest

from beatwise.accountability.boards.elections import check_candidates, check_election
from beatwise.errors import BadInput


def test_an_independent_member_cannot_stand() -> None:
    """Seat 14 is not an elected member's."""
    check_candidates([1, 2], [1, 2, 3])
    with pytest.raises(BadInput, match="seat 14 is not"):
        check_candidates([1, 14], [1, 2, 3])


@pytest.mark.parametrize(("votes", "winner", "present", "leaders", "fault"), [
    ({1: 7, 2: 5}, 1, 12, (1,), ""), ({1: 6, 2: 6}, 2, 12, (1, 2), ""),
    ({1: 7, 2: 5}, 2, 12, (1,), "7 is most"), ({1: 7, 2: 6}, 1, 12, (1,), "more than the 12"),
    ({1: None}, 1, 12, (1,), ""), ({1: 7, 2: None}, 1, None, (), "not counted for every"),
    ({1: 7}, 3, None, (1,), "did not stand"), ({1: 0}, 1, None, (1,), ""),
])  # fmt: skip
def test_a_winner_has_most_votes_or_shares_them(
    votes: dict, winner: int, present: int | None, leaders: tuple, fault: str
) -> None:
    """A tie can be settled for any who lead; an unopposed candidate needs no count."""
    check = check_election(votes, winner, present)
    assert check.leaders == leaders
    assert (fault in "; ".join(check.faults)) if fault else not check.faults
