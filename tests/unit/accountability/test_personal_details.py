"""What a published record must not hold of a person."""

from __future__ import annotations

import pytest

from beatwise.accountability.personal_details import personal_details


@pytest.mark.parametrize(("text", "kind"), [
    ("Paid to 20-00-00 55779911", "bank details"), ("Mrs Nobody asked", "name"),
    ("Ask Cllr. Nobody", "name"), ("somebody@office.example", "e-mail"),
    ("Ring 0116 496 0000", "telephone"), ("Ring +44 116 496 0000", "telephone"),
])  # fmt: skip
def test_what_belongs_to_a_person_is_known(text, kind):
    """Bank details, a titled name, an address, a number: one kind each."""
    [words] = personal_details(text)
    assert kind in words


@pytest.mark.parametrize("text", [
    "", "Family Action", "The Prince’s Trust", "12 sessions in 2026, £1,234.50 each",
    "Company 01234567", "Charity 1234567", "Missing milestones", "5 of 10 at 10:30 on 2026-01-05",
])  # fmt: skip
def test_what_does_not_is_left_alone(text):
    """Names of organisations, amounts, days and register numbers."""
    assert personal_details(text) == ()
