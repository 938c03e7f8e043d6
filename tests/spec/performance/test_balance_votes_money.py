"""Balance, votes and money.

Seats and pennies are shared by the largest remainder, so that the parts are the whole. A vote's
recorded result stands, and what follows from the counts stands beside it.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.boards.seats import balance, co_options, swaps
from beatwise.accountability.boards.votes import MAJORITY, VETO, Vote, check
from beatwise.accountability.consultations.response_weights import effective_number, group_weights
from beatwise.accountability.funds import (
    FundAccount,
    FundLine,
    allocate,
    combined_shares,
    pence,
    pounds,
)
from beatwise.errors import BadInput
from beatwise.largest_remainder import largest_remainder


@given(
    shares=st.lists(st.integers(0, 10_000), min_size=1, max_size=20),
    total=st.integers(0, 1_000_000),
)
def test_the_parts_are_the_whole(shares: list[int], total: int):
    """However it is shared, the parts add up exactly and miss their due by less than one."""
    if not sum(shares):
        return
    parts = largest_remainder(shares, total)
    assert sum(parts) == total
    for share, part in zip(shares, parts, strict=True):
        assert abs(part - Fraction(share * total, sum(shares))) < 1


def test_equal_remainders_go_to_the_larger_then_the_earlier():
    """Of equal remainders the larger share goes first, then the one named first."""
    assert largest_remainder([1, 1, 1], 2) == [1, 1, 0]
    assert largest_remainder([1, 3], 2) == [0, 2]
    with pytest.raises(BadInput):
        largest_remainder([0, 0], 1)
    assert largest_remainder([0, 0], 0) == [0, 0]


COUNCILLORS = {"Oak": 440, "Ash": 288, "Elm": 294, "Yew": 61, "Fir": 122, "Bay": 88}


def test_balance_by_entitlement():
    """Thirteen seats by councillors; one party holds two too many, two hold one too few."""
    held = {"Oak": 6, "Ash": 3, "Elm": 2, "Fir": 1, "Bay": 1}
    rows = balance(COUNCILLORS, held, 13)
    assert sum(row.seats for row in rows) == 13
    assert {row.party: row.over for row in rows if row.over} == {"Oak": 2, "Elm": -1, "Yew": -1}


def test_swaps_and_co_options_that_would_meet_the_balance():
    """A seat changes party only where the authority has a councillor of that party."""
    parties = balance({"Oak": 6, "Elm": 4}, {"Oak": 9, "Elm": 1}, 10)
    seats = {"City": ["Oak"] * 4, "County": ["Oak"] * 5 + ["Elm"]}
    told = swaps(parties, seats, {"City": {"Oak": 40}, "County": {"Oak": 20, "Elm": 3}})
    assert [(s.authority, s.giving, s.to) for s in told] == [("County", "Oak", "Elm")] * 3
    assert swaps(parties, seats, {}) == ()
    assert co_options({"Oak": 6, "Elm": 4}, {"Oak": 6, "Elm": 2}, 8, 2) == {"Elm": 2}
    assert co_options({"Oak": 6, "Elm": 4}, {"Oak": 6, "Elm": 2}, 8, 1) is None


def vote(**chosen: object) -> Vote:
    """A vote of a panel of fifteen."""
    given: dict = {
        "motion": "Veto", "rule": VETO, "members": 15, "present": 13, "in_favour": 12,
        "against": 0, "abstained": 1, "recorded": True, **chosen,
    }  # fmt: skip
    return Vote(**given)


@pytest.mark.parametrize(
    ("members", "in_favour", "needed", "carried"),
    [(15, 12, 10, True), (15, 10, 10, True), (15, 9, 10, False), (20, 13, 14, False)],
)
def test_a_veto_needs_two_thirds_of_the_membership(
    members: int, in_favour: int, needed: int, carried: bool
):
    """Two thirds of all members, rounded up: 10 of 15 and 14 of 20, whoever is absent."""
    told = check(vote(members=members, in_favour=in_favour, abstained=0, recorded=carried))
    assert (told.needed, told.carried, told.agrees) == (needed, carried, True)


def test_a_majority_is_of_the_votes_cast():
    """Abstentions do not count; a tie is lost unless the chair's casting vote says otherwise."""
    base: dict = {"rule": MAJORITY, "abstained": 1}
    assert check(vote(**base, in_favour=7, against=5)).carried is True
    assert check(vote(**base, in_favour=6, against=6)).carried is False
    assert check(vote(**base, in_favour=6, against=6, casting=True)).carried is True
    assert "not equal" in check(vote(**base, in_favour=7, against=5, casting=True)).faults[0]


def test_the_recorded_result_stands_and_a_difference_is_shown():
    """A result that does not follow from the counts is shown beside them, not replaced."""
    told = check(vote(in_favour=9, recorded=True))
    assert (told.carried, told.agrees) == (False, False)
    unknown = check(vote(in_favour=None, against=None, abstained=None))
    assert (unknown.carried, unknown.agrees) == (None, None)


def test_votes_that_cannot_be():
    """More votes than people, a member twice, and names that do not match the count are named."""
    named = (("seat 1", "for"), ("seat 1", "against"))
    told = check(vote(present=16, in_favour=20, named=named)).faults
    assert len(told) == 6
    with pytest.raises(BadInput):
        check(vote(in_favour=-1))


def test_money_is_whole_pence():
    """£100 shared by three is £33.34, £33.33 and £33.33, and the parts are the whole."""
    parts = allocate(pence("£100"), {"a": 1, "b": 1, "c": 1})
    assert [pounds(part) for part in parts.values()] == ["£33.34", "£33.33", "£33.33"]
    assert pence("−£1,234.50") == -123450
    assert pounds(-123450) == "−£1,234.50"
    for text in ("1.005", "free", "inf"):
        with pytest.raises(BadInput):
            pence(text)


def test_a_stated_formula_of_shares():
    """Half by people and half by harm: a town with all the harm and half the people gets 75 %."""
    half = Fraction(1, 2)
    shares = combined_shares([({"a": 10, "b": 10}, half), ({"a": 4, "b": 0}, half)])
    assert shares == {"a": Fraction(3, 4), "b": Fraction(1, 4)}
    with pytest.raises(BadInput):
        combined_shares([({"a": 1}, half)])
    with pytest.raises(BadInput):
        combined_shares([({"a": 1}, half), ({"b": 1}, half)])
    with pytest.raises(BadInput):
        combined_shares([({"a": 0}, Fraction(1))])


def test_nothing_is_spent_twice():
    """Committed stays within allocated, and paid within committed, line by line and in all."""
    sound = FundAccount("Fund", 1000, (FundLine("a", 600, 500, 200), FundLine("b", 400)))
    assert sound.faults() == ()
    assert (sound.unallocated, sound.lines[0].uncommitted, sound.lines[0].outstanding) == (
        0,
        100,
        300,
    )
    over = FundAccount("Fund", 500, (FundLine("a", 600, 700, 800), FundLine("b", -1)))
    assert len(over.faults()) == 5


def test_what_weights_leave_of_the_number_of_answers_can_be_checked():
    """Thirty men and ten women for half of the people each: forty answers are worth thirty."""
    half = Fraction(50)
    groups = group_weights({"men": 30, "women": 10}, {"men": half, "women": half})
    assert [group.weight for group in groups] == [Fraction(2, 3), 2]
    assert effective_number(groups) == 30
