"""Forms that several apps show."""

from __future__ import annotations

from django import forms


class ListForm(forms.Form):
    """A list to import."""

    file = forms.FileField(
        label="CSV, OpenDocument or Excel file", help_text="The same columns as the export."
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label="Why", max_length=500, help_text="Kept in the history.")


class ReasonForm(forms.Form):
    """Why what is asked about the rows of a file is right."""

    reason = forms.CharField(
        label="Why they are right",
        max_length=300,
        help_text="One reason for all of them, kept with each and in the history.",
    )
