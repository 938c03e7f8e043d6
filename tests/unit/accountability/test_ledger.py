"""A fund's ledger: balances derived from entries, and nothing spent twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.ledger import (
    KINDS,
    PAIRS,
    SINGLE,
    Entry,
    Position,
    account,
    check,
    positions,
)
from beatwise.errors import Conflict


NAMES = {"": "Fund", "North": "North, 2026/27", "South": "South, 2026/27"}
FUNDED = [Entry("opening", "", 1000), Entry("allocation", "North", 600)]


def _add(entries: list[Entry], entry: Entry) -> list[Entry]:
    now = positions(entries)
    check(entry, now[""], now.get(entry.line, Position()), NAMES)
    return [*entries, entry]


def test_balances_follow_from_the_entries() -> None:
    """Opened with 1,000; North has 600, of which 500 are promised, 300 paid and 50 returned."""
    entries = FUNDED
    for kind, amount in (("commitment", 500), ("payment", 300), ("return", 50)):
        entries = _add(entries, Entry(kind, "North", amount))
    fund = account("Fund", positions(entries))
    (north,) = fund.lines
    assert (north.allocated, north.committed, north.paid) == (600, 450, 250)
    assert (north.uncommitted, north.outstanding, fund.unallocated) == (150, 200, 400)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_penny_of_any_kind_moves_a_penny(kind: str) -> None:
    """Each kind adds or takes away whole amounts, and what is in no pair stands by itself."""
    effect = KINDS[kind].effect
    assert set(effect) <= {-1, 0, 1}
    assert any(effect)
    paired = {*PAIRS, *PAIRS.values()}
    assert (kind in SINGLE) is (kind not in paired)


@pytest.mark.parametrize("entry", [
    Entry("allocation", "South", 400), Entry("transfer_out", "", 400),
    Entry("commitment", "North", 600), Entry("withdrawal", "North", 600),
])  # fmt: skip
def test_all_that_is_there_may_be_spent(entry: Entry) -> None:
    """To the last penny, and not one more."""
    assert _add(FUNDED, entry)[-1] == entry


@pytest.mark.parametrize(("entry", "message"), [
    (Entry("allocation", "South", 401), "£0.01 more would be allocated than there is in the fund"),
    (Entry("commitment", "North", 601), "£0.01 more would be committed than is allocated"),
    (Entry("payment", "North", 1), "£0.01 more would be paid than is committed"),
    (Entry("withdrawal", "North", 601), "£0.01 more would be committed than is allocated"),
    (Entry("release", "North", 1), "£0.01 more would be paid than is committed"),
    (Entry("transfer_out", "", 401), "£0.01 more would be allocated than there is in the fund"),
    (Entry("opening", "", 1000, reversal=True), "£6.00 more would be allocated"),
])  # fmt: skip
def test_what_is_not_there_is_not_spent(entry: Entry, message: str) -> None:
    """Each refusal gives the difference to the penny, where, and what to do."""
    with pytest.raises(Conflict, match=message) as caught:
        _add(FUNDED, entry)
    of_fund = "be allocated" in message
    assert caught.value.place == NAMES["" if of_fund else "North"]
    assert caught.value.next_step


def test_no_more_is_returned_than_was_paid() -> None:
    """A return lowers what is committed with what is paid."""
    entries = [*FUNDED, Entry("commitment", "North", 9), Entry("payment", "North", 5)]
    with pytest.raises(Conflict, match=r"£0\.01 more would be returned than was paid"):
        _add(entries, Entry("return", "North", 6))


def test_pairs_move_money_without_making_or_losing_any() -> None:
    """What leaves on one side comes in on the other."""
    for out, into in PAIRS.items():
        assert KINDS[out].effect.plus(KINDS[into].effect) == Position()
    assert set(SINGLE) | set(PAIRS) | set(PAIRS.values()) == set(KINDS)


ENTRIES = st.builds(
    Entry,
    st.sampled_from([kind for kind in KINDS if KINDS[kind].of_line]),
    st.sampled_from(["North", "South"]),
    st.integers(1, 700),
    st.booleans(),
)
OF_FUND = st.builds(
    Entry,
    st.sampled_from([kind for kind in KINDS if not KINDS[kind].of_line]),
    st.just(""),
    st.integers(1, 700),
    st.booleans(),
)


@given(st.lists(st.one_of(ENTRIES, OF_FUND), max_size=40))
def test_whatever_is_entered_nothing_is_overspent(tried: list[Entry]) -> None:
    """Refused or taken, the account is sound after every entry, and equals a plain recount."""
    entries: list[Entry] = []
    for entry in tried:
        try:
            entries = _add(entries, entry)
        except Conflict:
            continue
        fund = account("Fund", positions(entries))
        assert fund.faults() == ()
        assert fund.unallocated >= 0
    for line in account("Fund", positions(entries)).lines:
        paid = sum(
            (-1 if e.reversal else 1) * (e.amount if e.kind == "payment" else -e.amount)
            for e in entries
            if e.line == line.name and e.kind in ("payment", "return")
        )
        assert line.paid == paid
