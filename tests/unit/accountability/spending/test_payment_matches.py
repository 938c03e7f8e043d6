"""Milestones and invoices beside the ledger: matched by reference, differences in words."""

from __future__ import annotations

import datetime as dt

import pytest

from beatwise.accountability.spending.payment_matches import (
    Instalment,
    LedgerPayment,
    matches,
)


LINE, OTHER = (1, 1), (1, 2)
PAID = dt.date(2026, 1, 7)


def _milestone(**more: object) -> Instalment:
    values = {"amount": 500_000, "reference": "G1", "paid_on": PAID, "lines": frozenset({LINE})}
    return Instalment("grant 1", "Counselling", **{"what": "Start", **values, **more})  # type: ignore[arg-type]


def _payment(**more: object) -> LedgerPayment:
    values = {"entry": 7, "line": LINE, "on": PAID, "amount": 500_000, "reference": "g1"}
    return LedgerPayment(**{**values, **more})  # type: ignore[arg-type]


def test_what_agrees_has_no_difference():
    """The same reference, whatever its capitals, with the same amount and day."""
    [row] = matches([_milestone()], [_payment()])
    assert row.differences == ()
    assert row.payment is not None
    assert row.payment.entry == 7


@pytest.mark.parametrize(("milestone", "payment", "words"), [
    ({}, {"amount": 500_001}, "£0.01 more"), ({}, {"amount": 499_900}, "£1.00 less"),
    ({}, {"on": dt.date(2026, 1, 8)}, "paid on 8 January 2026, the record has 7 January 2026"),
    ({"paid_on": None}, {}, "the record does not say so"),
    ({"reached_on": dt.date(2026, 1, 9)}, {}, "before it was reached on 9 January 2026"),
    ({"reference": ""}, {"reference": "X"}, "matched by its amount alone"),
])  # fmt: skip
def test_each_difference_is_named(milestone, payment, words):
    """Amount, day, what the record leaves out, and what was paid too early."""
    [row] = matches([_milestone(**milestone)], [_payment(**payment)])
    assert row.payment is not None
    assert words in "; ".join(row.differences)


def test_what_only_one_side_has_is_named():
    """A payment on another record's line is not taken; nor is one of two with the same amount."""
    rows = matches([_milestone()], [_payment(line=OTHER)])
    assert sorted(words for row in rows for words in row.differences) == [
        "paid by the ledger, and no milestone or invoice names 'g1'",
        "recorded as paid, and no free payment on its lines has 'G1'",
    ]
    twins = [_payment(reference="A"), _payment(reference="B", entry=8)]
    rows = matches([_milestone(reference="")], twins)
    assert len(rows) == 3
    assert "no one payment has its amount" in rows[0].differences[0]
    [row] = matches([_milestone(lines=frozenset())], [])
    assert "names no line of a fund" in row.differences[0]


def test_what_is_still_to_be_paid_is_no_difference():
    """It stands last; an invoice of a contract never says itself that it was paid."""
    rows = matches([_milestone(reference="", paid_on=None), _milestone(reference="Z")], [])
    assert [bool(row.differences) for row in rows] == [True, False]
    [invoice] = matches([_milestone(paid_on=None, says_paid=False)], [_payment()])
    assert invoice.differences == ()


def test_one_payment_is_matched_once():
    """A second milestone with the same reference finds it taken."""
    rows = matches([_milestone(), _milestone(what="Twice")], [_payment()])
    assert [row.payment is None for row in rows] == [True, False]
