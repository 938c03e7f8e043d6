"""A reserve's years: each opens with what the one before closed with."""

from __future__ import annotations

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from beatwise.accountability.ledger import Entry
from beatwise.accountability.spending.reserve_statement import Movement, statement


def _movement(day: str, kind: str, amount: int, *, reversal: bool = False) -> Movement:
    line = "1" if kind in ("payment", "allocation", "return") else ""
    return Movement(dt.date.fromisoformat(day), Entry(kind, line, amount, reversal))


def test_opening_movements_and_closing():
    """£3.7m came in in 2025/26, £1m went to another fund, and 2027/28 opens with what is left."""
    years = statement([
        _movement("2025-04-01", "opening", 100_000_000),
        _movement("2026-02-10", "transfer_in", 270_000_000),
        _movement("2026-02-11", "transfer_in", 50_000_000),
        _movement("2026-02-12", "transfer_in", 50_000_000, reversal=True),
        _movement("2026-05-01", "allocation", 5_000_000),
        _movement("2027-05-01", "transfer_out", 100_000_000),
        _movement("2027-06-01", "payment", 2_000_000),
    ])  # fmt: skip
    assert [(y.year, y.opening, y.closing) for y in years] == [
        (2025, 0, 370_000_000), (2026, 370_000_000, 370_000_000), (2027, 370_000_000, 268_000_000),
    ]  # fmt: skip
    assert years[0].movements == (("Opening balance", 100_000_000), ("Transfer in", 270_000_000))
    assert years[1].movements == ()
    assert statement([]) == ()


@given(st.lists(st.tuples(
    st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    st.sampled_from(["opening", "income", "transfer_in", "transfer_out", "payment", "return"]),
    st.integers(1, 10**9), st.booleans(),
)))  # fmt: skip
def test_the_last_closing_is_the_sum_of_all(rows):
    """Whatever moved, in whatever order, nothing is lost between the years."""
    movements = [
        Movement(day, Entry(kind, "1" if kind in ("payment", "return") else "", amount, back))
        for day, kind, amount, back in rows
    ]
    years = statement(movements)
    total = sum(movement.amount for movement in movements)
    assert (years[-1].closing if years else 0) == total
    for before, after in itertools.pairwise(years):
        assert (after.year, after.opening) == (before.year + 1, before.closing)
