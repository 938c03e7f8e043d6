"""An amount is said as pages write it before it is saved."""

from __future__ import annotations

import pytest
from django import forms

from beatwise.web.pages.form_data.conflicts import in_words
from beatwise.web.pages.form_data.pounds_input import PoundsInput


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("25000", "£25,000.00"),
        ("1,234.5", "£1,234.50"),
        ("0,35", "0,35"),  # no amount: its field says so
        ("", "Nothing"),
    ],
)
def test_an_amount_is_said_in_pounds_and_pence(typed: str, words: str):
    """With its thousands, so that a zero too many is seen; what is none stays as it was typed."""
    assert in_words(forms.CharField(widget=PoundsInput()), typed) == words
