"""Invoices against delivered hours, to the penny."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from beatwise.planning.options.invoices import InvoiceLine, reconcile


@pytest.mark.parametrize(
    ("delivered", "invoiced", "due", "words"),
    [
        (D("100"), D("2450.00"), D("2450.00"), "agrees"),
        (D("90.5"), D("2450.00"), D("2217.25"), "query: asks too much"),
        (D("120"), D("2940.00"), D("2450.00"), "query: asks too much"),
        (D("100"), D("2400.00"), D("2450.00"), "pays in full"),
        (None, D("2450.00"), None, "waiting for the hours return: no data is not zero"),
    ],
)
def test_due_is_delivered_hours_up_to_those_ordered(
    delivered: D | None, invoiced: D, due: D | None, words: str
) -> None:
    """100 hours ordered at £24.50: what was not delivered is not paid, nor what was not ordered."""
    line = InvoiceLine("2027-04", "1", D("100"), delivered, D("24.50"), invoiced)
    (got,) = reconcile([line])
    assert got.due == due
    assert got.words == words
    if due is not None:
        assert got.difference == invoiced - due
