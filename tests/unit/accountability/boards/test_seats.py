"""Political balance: seats due, seats of authorities, swaps and co-options."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatwise.accountability.boards.seats import (
    PartyBalance,
    Swap,
    balance,
    co_options,
    swaps,
)
from beatwise.errors import BadInput


def party(name: str, due: int, present: int) -> PartyBalance:
    """A party that is due some seats and holds others."""
    return PartyBalance(name, Fraction(due), due, present)


def test_seats_go_by_largest_remainder() -> None:
    """50, 30 and 20 of a hundred councillors are due 5, 3 and 2 of ten seats."""
    rows = balance({"A": 50, "B": 30, "C": 20}, {"A": 6, "B": 2, "D": 2}, 10)
    assert [(row.party, row.seats, row.over) for row in rows] == [
        ("A", 5, 1), ("B", 3, -1), ("C", 2, -2), ("D", 0, 2),
    ]  # fmt: skip
    assert rows[0].entitlement == 5


def test_an_entitlement_is_exact() -> None:
    """A third of seven seats is seven thirds, and the seats still add up to seven."""
    rows = balance({"A": 1, "B": 1, "C": 1}, {}, 7)
    assert {row.entitlement for row in rows} == {Fraction(7, 3)}
    assert sum(row.seats for row in rows) == 7


def test_a_balance_of_nobody_is_refused() -> None:
    """Without councillors there is no share."""
    with pytest.raises(BadInput, match="no councillors"):
        balance({"A": 0}, {"A": 3}, 10)


def test_a_seat_passes_only_where_a_councillor_of_the_party_is() -> None:
    """North has no councillor of B, so South gives the seat; then nobody has one too many."""
    parties = [party("A", 2, 3), party("B", 2, 1)]
    seats = {"North": ["A", "A"], "South": ["A", "B"]}
    councillors = {"North": {"A": 9}, "South": {"A": 5, "B": 5}}
    assert swaps(parties, seats, councillors) == (Swap("South", "A", "B"),)
    assert swaps(parties, seats, {}) == ()


def test_the_largest_authority_gives_first() -> None:
    """Where several could, the one with most seats does."""
    parties = [party("A", 2, 3), party("B", 1, 0)]
    seats = {"Small": ["A"], "Large": ["A", "A"]}
    councillors = {"Small": {"B": 1}, "Large": {"B": 1}}
    assert swaps(parties, seats, councillors) == (Swap("Large", "A", "B"),)


def exchanges(parties: list[PartyBalance], *seats: str, able: str) -> list[str]:
    """Exchanges among councils that hold the seats, each with councillors of ``able``."""
    at = {f"Council {n}": list(held) for n, held in enumerate(seats)}
    rows = swaps(parties, at, {name: dict.fromkeys(able, 9) for name in at})
    return [f"{row.giving}>{row.to}" for row in rows]


@pytest.mark.parametrize(("parties", "seats", "able", "result"), [
    # B is short of one and C of nothing: B has no seat to give, and C none to gain
    ([party("A", 1, 2), party("B", 2, 1), party("C", 1, 1)], "CBAA", "BC", ["A>B"]),
    # C could take the seat of B, which is short itself; A has none here to give
    ([party("A", 1, 3), party("B", 2, 1), party("C", 1, 0)], "B", "C", []),
    # the seat of D, which has one too many, is not given to A, which has one too many itself
    ([party("A", 1, 2), party("D", 0, 1), party("B", 2, 0)], "D", "A", []),
    # as many as are too many, and no more
    ([party("A", 1, 2), party("B", 2, 0), party("C", 0, 1)], "AA", "B", ["A>B"]),
    ([party("A", 1, 3), party("B", 2, 0)], "AAA", "B", ["A>B", "A>B"]),
    # as many as are missing, the larger shortfall first
    ([party("A", 0, 3), party("B", 1, 0), party("C", 2, 0)], "AAA", "BC", ["A>C", "A>C", "A>B"]),
    ([party("A", 0, 2), party("B", 1, 0), party("C", 0, 0)], "AA", "BC", ["A>B"]),
    ([party("A", 1, 2), party("B", 1, 0), party("C", 2, 0)], "AA", "BC", ["A>C"]),
    # a party that is in no balance has nothing to give
    ([party("A", 1, 2), party("B", 1, 0)], "XA", "B", ["A>B"]),
])  # fmt: skip
def test_seats_pass_from_parties_with_too_many_to_parties_with_too_few(
    parties: list[PartyBalance], seats: str, able: str, result: list[str]
) -> None:
    """No more than the one has too many and the other too few, the largest shortfall first."""
    assert exchanges(parties, seats, able=able) == result


@pytest.mark.parametrize(("room", "result"), [
    (4, {"Lab": 1, "LD": 2, "Green": 1}), (5, {"Lab": 1, "LD": 2, "Green": 1}), (3, None),
    (0, None),
])  # fmt: skip
def test_co_options_are_worked_out_for_the_larger_body(room: int, result: dict | None) -> None:
    """Thirteen seats with two too many of one party become right at seventeen, and not before."""
    councillors = {"Con": 130, "Lab": 85, "LD": 87, "Green": 18, "Ind": 36, "Ref": 26, "X": 1,
                   "Y": 1}  # fmt: skip
    present = {"Con": 6, "Lab": 3, "LD": 2, "Ind": 1, "Ref": 1}
    assert co_options(councillors, present, 13, room) == result


def test_a_body_in_balance_needs_nobody_and_a_vacant_seat_counts() -> None:
    """Nobody is added where all hold their due; an empty seat may be all that is missing."""
    assert co_options({"A": 2, "B": 2}, {"A": 2, "B": 2}, 4, 3) == {}
    assert co_options({"A": 2, "B": 2}, {"A": 2, "B": 1}, 4, 3) == {"B": 1}


small = st.integers(0, 3)
COUNCIL = st.fixed_dictionaries({"A": small, "B": small, "C": small})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(COUNCIL, st.lists(st.sampled_from("ABC"), min_size=1, max_size=2)),
                min_size=1, max_size=3))  # fmt: skip
def test_no_other_exchange_of_seats_does_more(councils: list) -> None:
    """As many seats pass as in the best of all ways to give every seat to any party or keep it."""
    councillors = {f"Council {n}": counts for n, (counts, _) in enumerate(councils)}
    at = {f"Council {n}": list(members) for n, (_, members) in enumerate(councils)}
    sums = {p: sum(c[p] for c in councillors.values()) for p in "ABC"}
    if not sum(sums.values()):
        return
    places = [(name, party) for name, members in at.items() for party in members]
    present = {p: sum(held == p for _, held in places) for p in "ABC"}
    parties = balance(sums, present, len(places))
    assert len(swaps(parties, at, councillors)) == _most_exchanges(parties, places, councillors)


def _most_exchanges(parties, places, councillors) -> int:
    """Try every way of giving seats, and count the most that only mend."""
    over = {row.party: row.over for row in parties}
    best = 0
    for ways in product("ABC", repeat=len(places)):
        passing = [(a, giving, to) for (a, giving), to in zip(places, ways, strict=True)
                   if giving != to]  # fmt: skip
        gives = Counter(giving for _, giving, _ in passing)
        takes = Counter(to for _, _, to in passing)
        able = all(councillors[a].get(to, 0) for a, _, to in passing)
        if able and all(gives[p] <= max(0, over[p]) and takes[p] <= max(0, -over[p]) for p in over):
            best = max(best, len(passing))
    return best


@settings(max_examples=100, deadline=None)
@given(COUNCIL, COUNCIL, st.integers(0, 4))
def test_the_fewest_co_options_are_those_that_trying_every_addition_gives(
    councillors: dict, present: dict, room: int
) -> None:
    """Every number of new members of every party is tried, the smallest body that fits first."""
    seats = sum(present.values())
    if not seats or not sum(councillors.values()):
        return
    fits = None
    for more in range(room + 1):
        for added in product(range(more + 1), repeat=3):
            if sum(added) != more:
                continue
            wider = {p: present[p] + n for p, n in zip("ABC", added, strict=True)}
            if fits is None and all(r.over == 0 for r in balance(councillors, wider, seats + more)):
                fits = {p: n for p, n in zip("ABC", added, strict=True) if n}
    assert co_options(councillors, present, seats, room) == fits
