"""Bank details are found in a text, and dates and invoice numbers are not taken for them."""

from __future__ import annotations

import pytest

from beatwise.accountability.bank_details import has_bank_details


@pytest.mark.parametrize("text", [
    "20-00-00 55779911", "Sort code 20 00 00", "account number 55779911",
    "GB29 NWBK 6016 1331 9268 19", "gb29nwbk60161331926819",
])  # fmt: skip
def test_bank_details_are_found(text: str) -> None:
    """A sort code with an account, either beside its words, and an IBAN."""
    assert has_bank_details(text)


@pytest.mark.parametrize("text", [
    "", "Invoice 55779911", "Paid 20-06-26", "INV-2026-0001", "43 dates, 10 to 5",
    "123 456 789", "account of the fund",
    "AG26 NORTHTOWN PARTNERSHIP 2026",
])  # fmt: skip
def test_dates_and_numbers_of_invoices_are_not(text: str) -> None:
    """What stands in any payment's reference is left alone."""
    assert not has_bank_details(text)
