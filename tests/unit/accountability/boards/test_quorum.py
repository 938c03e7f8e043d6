"""Quorums: a number of members, or a share of them rounded up."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatwise.accountability.boards.quorum import Quorum, quorum_of
from beatwise.errors import BadInput


@pytest.mark.parametrize(("text", "members", "needed"), [
    ("5", 15, 5), ("5", 4, 5), ("1/3", 15, 5), ("1/3", 16, 6), ("1/2", 7, 4), ("1/1", 9, 9),
    ("2/3", 15, 10),
])  # fmt: skip
def test_a_quorum_is_a_number_or_a_share_rounded_up(text: str, members: int, needed: int) -> None:
    """One more member than a third can make is needed where a third is no whole number."""
    quorum = quorum_of(text)
    assert quorum is not None
    assert quorum.needed(members) == needed
    assert quorum.is_met(members, needed)
    assert not quorum.is_met(members, needed - 1)


def test_no_rule_is_no_quorum_and_nobody_is_never_one() -> None:
    """A body without members cannot be quorate by a share of them."""
    assert quorum_of("  ") is None
    assert not Quorum(share=Fraction(1, 3)).is_met(0, 0)
    assert Quorum(count=3).in_words == "3 members"


@pytest.mark.parametrize("text", ["0", "a third", "3/2", "1/0", "-1", "1/3 or 5", "0.5"])
def test_other_words_are_refused(text: str) -> None:
    """The message quotes them and shows both ways to write one."""
    with pytest.raises(BadInput, match="no quorum") as caught:
        quorum_of(text)
    assert "1/3" in str(caught.value.next_step)
