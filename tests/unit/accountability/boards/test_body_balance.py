"""A body's balance: due and held seats, what does not fit, and a paper's figures beside ours."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.boards.body_balance import (
    Council,
    body_balance,
    compare,
    councillors_of,
    shares_of,
    two_places,
)
from beatwise.accountability.boards.seats import balance
from beatwise.errors import BadInput


NORTH = Council("Northtown", {"Oak": 10, "Elm": 20}, ("Oak", "Oak", "Elm"))
SOUTH = Council("Southtown", {"Oak": 30, "Ash": 6}, ("Oak", "Oak", "Oak"))

# Councillors by party that give every entitlement the panel's paper prints but one.
PRINTED = {"Conservative": "4.40", "Labour": "2.88", "Liberal Democrat": "2.94", "Green": "0.61",
           "Independent": "1.22", "Reform": "0.88", "Restore Britain": "0.03",
           "One Leicester": "0.03"}  # fmt: skip
WORKED_BACK = (130, 85, 87, 18, 36, 26, 1, 1)
HELD = (6, 3, 2, 0, 1, 1, 0, 0)


def test_due_seats_stand_beside_held_ones() -> None:
    """Six seats of 66 councillors: 3.64, 1.82 and 0.55 make 4, 2 and 0; Oak holds one too many."""
    found = body_balance([NORTH, SOUTH], 2)
    assert [(p.party, p.seats, p.over) for p in found.parties] == [
        ("Oak", 4, 1), ("Elm", 2, -1), ("Ash", 0, 0),
    ]  # fmt: skip
    assert [(s.authority, s.giving, s.to) for s in found.swaps] == [("Northtown", "Oak", "Elm")]
    assert (found.seats, found.members, found.met) == (6, 8, False)
    assert found.co_options == {"Elm": 1, "Ash": 1}  # of eight seats: 5, 2 and 1


def test_a_vacant_seat_is_a_seat_and_no_member() -> None:
    """What is due is of all seats; a vacant one is held by no party."""
    found = body_balance([Council("Northtown", {"Oak": 3}, ("Oak", ""))], 0)
    assert (found.seats, found.members) == (2, 1)
    assert [(p.seats, p.seats_held) for p in found.parties] == [(2, 1)]


def test_what_does_not_fit_together_is_named() -> None:
    """Too few members, no seat, no numbers, and a member of no group there."""
    found = body_balance(
        [
            Council("A", {"Oak": 1}, ("Oak", "Oak", "Fir")), Council("B", {"Oak": 1}, ()),
            Council("C", {}, ("Oak",)),
        ],
        1,
    )  # fmt: skip
    assert found.parties == ()
    assert found.faults == (
        "a panel has at least 10 councillors; seats for 4",
        "a panel has at least 2 co-opted members; here 1",
        "B has no seat; each council appoints at least one member",
        "A: 2 members of Oak, which has 1 councillor there",
        "A: 1 member of Fir, which has 0 councillors there",
        "C: the number of its councillors is not entered",
    )


def test_a_body_whose_parties_hold_what_is_due_has_its_balance() -> None:
    """Nine of fifteen and six of fifteen councillors: six and four of ten seats, within the law."""
    council = Council("A", {"Oak": 9, "Elm": 6}, ("Oak",) * 6 + ("Elm",) * 4)
    found = body_balance([council], 2)
    assert (found.met, found.faults, found.co_options) == (True, (), {})
    one_less = Council("A", {"Oak": 9, "Elm": 6}, ("Oak",) * 6 + ("Elm",) * 3)
    found = body_balance([one_less], 1)
    assert found.met is False
    assert found.faults == (
        "a panel has at least 10 councillors; seats for 9",
        "a panel has at least 2 co-opted members; here 1",
    )


def test_one_party_too_many_is_enough_to_miss_the_balance() -> None:
    """A party that holds one more than it is due, beside one that holds its due."""
    found = body_balance([Council("A", {"Oak": 5, "Elm": 5, "Ash": 1}, ("Oak", "Oak", "Ash"))], 2)
    assert 0 in {party.over for party in found.parties}
    assert found.met is False


def test_all_whom_a_council_has_may_be_members_and_each_council_is_looked_at() -> None:
    """Two of two; and the council after one without figures has its own fault named."""
    whole = Council("A", {"Oak": 2}, ("Oak", "Oak"))
    assert not any("Oak" in fault for fault in body_balance([whole], 2).faults)
    faults = body_balance(
        [Council("C", {}, ("Oak",)), Council("D", {"Elm": 1}, ("Oak",))], 2
    ).faults
    assert faults[-1] == "D: 1 member of Oak, which has 0 councillors there"


def test_a_vacant_seat_is_swapped_with_nobody() -> None:
    """Only members who are there can give their seats to another party."""
    vacant = Council("A", {"Oak": 4, "Elm": 4, "": 9}, ("Oak", "", "Oak"))
    assert all(swap.giving for swap in body_balance([vacant], 2).swaps)
    wide = Council("A", {"Oak": 4, "Elm": 8}, ("Oak", "", ""))
    (swap,) = body_balance([wide, Council("B", {"Oak": 4, "Elm": 8}, ("Oak", "Oak"))], 2).swaps
    assert swap.authority == "B"  # of more members, though of fewer seats


def test_co_options_leave_room_for_those_who_are_of_no_council() -> None:
    """Three more of the smaller party meet the balance, and not where there is room for two."""
    council = Council("A", {"Oak": 20, "Elm": 20}, ("Oak",) * 8 + ("Elm",) * 4)
    assert body_balance([council], 5).co_options == {"Elm": 3}
    assert body_balance([council], 6).co_options is None
    assert body_balance([council], 0).co_options == {"Elm": 3}
    nearly = Council("A", {"Oak": 20, "Elm": 10}, ("Oak",) * 12 + ("Elm",) * 5)
    assert body_balance([nearly], 2).co_options == {"Elm": 1}
    assert body_balance([nearly], 3).co_options is None


@pytest.mark.parametrize(
    ("seats", "independents", "named"),
    [(18, 2, False), (18, 3, True), (19, 2, True), (21, 0, True), (16, 4, False)],
)
def test_a_panel_has_at_most_twenty_members(seats: int, independents: int, named: bool) -> None:
    """Twenty are allowed, one more is not."""
    found = body_balance([Council("A", {"Oak": 40}, ("Oak",) * seats)], independents)
    assert any("at most 20" in fault for fault in found.faults) is named
    assert found.co_options == {}


def test_the_papers_entitlements_all_follow_but_one() -> None:
    """13 seats of 384 councillors: 2.945 is 2.95, printed 2.94; then the sum is 13.00."""
    parties = balance(
        dict(zip(PRINTED, WORKED_BACK, strict=True)), dict(zip(PRINTED, HELD, strict=True)), 13
    )
    shares = compare(parties, {party: Fraction(words) for party, words in PRINTED.items()})
    assert [s.party for s in shares if not s.agrees] == ["Liberal Democrat"]
    assert sum(s.printed for s in shares) == Fraction("12.99")
    assert sum(s.computed or 0 for s in shares) == 13
    assert [p.seats for p in parties] == [4, 3, 3, 1, 1, 1, 0, 0]
    assert [p.over for p in parties] == [2, 0, -1, -1, 0, 0, 0, 0]


def test_a_party_that_no_council_has_is_not_compared() -> None:
    """There is nothing to set beside it."""
    (share,) = compare(body_balance([NORTH], 0).parties, {"Fir": Fraction("0.03")})
    assert (share.computed, share.agrees) == (None, None)


@given(st.fractions(min_value=0, max_value=30, max_denominator=1000))
def test_two_places_are_the_nearest_with_halves_up(share: Fraction) -> None:
    """Rounding stays within half a hundredth, and a half goes up."""
    off = two_places(share) - share
    assert -Fraction(1, 200) < off <= Fraction(1, 200)
    assert (two_places(share) * 100).denominator == 1


def test_councillors_are_read_a_line_each() -> None:
    """A party's name may hold a colon; empty lines are nothing."""
    assert councillors_of("Oak: 10\n\n The Elm: Party : 3 ", "x") == {
        "Oak": 10,
        "The Elm: Party": 3,
    }
    assert shares_of("Oak: 4.40\nElm: 2", "x") == {"Oak": Fraction("4.4"), "Elm": Fraction(2)}


@pytest.mark.parametrize("text", ["Oak", "Oak:", ": 3", "Oak: -1", "Oak: 1.5", "Oak: ²",
                                  "Oak: 1\noak: 2", "Oak: 99999"])  # fmt: skip
def test_a_line_that_is_no_party_and_number_is_named(text: str) -> None:
    """The message names the line and the next step."""
    with pytest.raises(BadInput) as caught:
        councillors_of(text, "councillors")
    assert caught.value.place == "councillors"
    assert caught.value.next_step


@pytest.mark.parametrize("text", ["Oak: x", "Oak: 1.2.3", "Oak: -0.1", "Oak: ."])
def test_a_share_that_is_no_number_is_named(text: str) -> None:
    """An entitlement is whole or has decimals."""
    with pytest.raises(BadInput):
        shares_of(text, "shares")
