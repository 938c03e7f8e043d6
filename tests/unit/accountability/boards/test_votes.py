"""Votes: what carries a motion, and whether the recorded result follows from the votes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from beatwise.accountability.boards.votes import (
    MAJORITY,
    PRESENT,
    RULES,
    VETO,
    Vote,
    VoteRule,
    check,
)
from beatwise.errors import BadInput


VOTE = Vote("the budget", MAJORITY, 12, 10, in_favour=6, against=4, abstained=0, recorded=True)


@pytest.mark.parametrize(("rule", "base", "needed"), [
    (MAJORITY, 10, 6), (MAJORITY, 11, 6), (MAJORITY, 0, 1), (VETO, 12, 8), (VETO, 13, 9),
    (VETO, 14, 10), (VoteRule("half", PRESENT, Fraction(1, 2)), 10, 5),
])  # fmt: skip
def test_how_many_votes_carry_a_motion(rule: VoteRule, base: int, needed: int) -> None:
    """More than half of ten is six; two thirds of thirteen is nine; half of ten is five."""
    assert rule.needed(base) == needed


@pytest.mark.parametrize(("in_favour", "against", "needed", "carried"), [
    (6, 4, 6, True), (5, 5, 6, False), (5, 4, 5, True), (0, 0, 1, False),
    (None, 4, None, None), (6, None, None, None),
])  # fmt: skip
def test_a_majority_is_of_the_votes_cast(
    in_favour: int | None, against: int | None, needed: int | None, carried: bool | None
) -> None:
    """Abstentions do not count, a tie is lost, and what was not counted is not worked out."""
    result = check(replace(VOTE, in_favour=in_favour, against=against))
    assert (result.needed, result.carried) == (needed, carried)
    assert result.agrees is carried


@pytest.mark.parametrize(("in_favour", "carried"), [(7, False), (8, True)])
def test_a_veto_needs_two_thirds_of_all_members(in_favour: int, carried: bool) -> None:
    """Seven of ten present are more than two thirds, and not eight of twelve members."""
    vote = replace(VOTE, rule=VETO, in_favour=in_favour, against=0, recorded=True)
    assert (check(vote).carried, check(vote).agrees) == (carried, carried)


def test_a_rule_of_those_present_counts_them() -> None:
    """Half of the ten present is five, whoever abstained."""
    vote = replace(VOTE, rule=VoteRule("half", PRESENT, Fraction(1, 2)), in_favour=5, against=0)
    assert (check(vote).needed, check(vote).carried) == (5, True)
    assert check(replace(vote, against=None)).carried


@pytest.mark.parametrize("casting", [True, False])
def test_a_casting_vote_settles_a_tie(casting: bool) -> None:
    """With five against five the chair's vote is the result."""
    assert check(replace(VOTE, in_favour=5, against=5, casting=casting)).carried is casting


def test_a_casting_vote_does_not_help_a_veto() -> None:
    """Two thirds of the members are never reached by a tie."""
    vote = replace(VOTE, rule=VETO, in_favour=5, against=5, casting=True)
    assert check(vote).carried is False


@pytest.mark.parametrize(("changes", "fault"), [
    ({"present": 13}, "13 were present of 12 members"),
    ({"in_favour": 8}, "12 votes are more than the 10 present"),
    ({"casting": True}, "a casting vote is recorded, and the votes are not equal"),
    ({"named": (("A", "for"), ("A", "for"))}, "a member is listed twice"),
    ({"named": (("A", "for"),)}, "6 are counted for and 1 listed so"),
    ({"named": (("A", "abstained"),)}, "0 are counted abstained and 1 listed so"),
])  # fmt: skip
def test_a_record_that_cannot_be_has_its_fault_in_words(changes: dict, fault: str) -> None:
    """Too many present, too many votes, a needless casting vote and a wrong list are named."""
    assert fault in check(replace(VOTE, **changes)).faults


def test_a_sound_vote_has_no_fault() -> None:
    """A list that agrees with the counts is no fault."""
    named = tuple((f"S{n}", "for" if n < 6 else "against") for n in range(10))
    assert check(replace(VOTE, named=named)).faults == ()
    assert check(replace(VOTE, members=10)).faults == ()


def test_votes_below_zero_are_refused() -> None:
    """No count of votes is negative."""
    with pytest.raises(BadInput, match="not negative"):
        check(replace(VOTE, abstained=-1))


@pytest.mark.parametrize("rule", list(RULES.values()), ids=list(RULES))
def test_each_rule_against_a_count_by_hand(rule: VoteRule) -> None:
    """Over every way that up to six members of eight can vote, ties and vacancies with them."""
    for members in range(1, 9):
        for present in range(members + 1):
            for yes in range(present + 1):
                for no in range(present - yes + 1):
                    vote = replace(
                        VOTE, rule=rule, members=members, present=present, in_favour=yes,
                        against=no, abstained=present - yes - no, recorded=True,
                    )  # fmt: skip
                    by_hand = {
                        "simple majority": yes > no,
                        "veto": 3 * yes >= 2 * members,
                        "two thirds of those present": yes > 0 and 3 * yes >= 2 * present,
                        "unanimous": yes > 0 and no == 0,
                    }[rule.name]
                    assert check(vote).carried is by_hand, vote


def test_a_rule_says_itself_in_words() -> None:
    """The words a page shows follow from the rule."""
    assert [rule.in_words for rule in RULES.values()] == [
        "Simple majority: more than 1/2 of the votes cast",
        "Veto: at least 2/3 of the members",
        "Two thirds of those present: at least 2/3 of the members present",
        "Unanimous: every one of the votes cast",
    ]
