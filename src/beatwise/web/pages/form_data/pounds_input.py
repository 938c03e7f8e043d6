"""An amount in pounds in a form, and how it is said before it is saved."""

from __future__ import annotations

from django import forms

from beatwise.accountability.funds import pence, pounds
from beatwise.errors import BadInput


class PoundsInput(forms.TextInput):
    """A line for an amount in pounds."""

    def __init__(self) -> None:
        super().__init__({"class": "govuk-input--width-10", "inputmode": "decimal"})


def in_words(entry: str) -> str:
    """Return an amount as pages write it, so that a zero too many is seen; else as it was typed."""
    try:
        return pounds(pence(entry))
    except BadInput:
        return entry
