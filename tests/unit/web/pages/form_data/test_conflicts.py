"""Both sides of a conflict are written in the same words."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms

from beatwise.web.pages.form_data.conflicts import in_words


@pytest.mark.parametrize("value", ["2028-05-03", dt.date(2028, 5, 3)])
def test_a_day_is_in_words_however_it_is_held(value: object) -> None:
    """What is saved is a day, and what was typed is text: both read the same."""
    field = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    field.widget.input_type = "date"
    assert in_words(field, value) == "3 May 2028"
    assert in_words(field, "") == in_words(field, None) == "Nothing"
    assert in_words(field, "31 April") == "31 April"
