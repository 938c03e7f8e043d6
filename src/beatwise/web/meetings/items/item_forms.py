"""Forms of an item of an agenda."""

from __future__ import annotations

from django import forms

from beatwise.accountability.roles import owner_titles
from beatwise.web.imports import file_types
from beatwise.web.pages.forms import number_field


class ItemDetailsForm(forms.Form):
    """Who owns and presents an item, and its time."""

    owner = forms.ChoiceField(
        label="Owner", choices=list(owner_titles().items()), help_text="A role, never a person."
    )
    presenter = forms.ChoiceField(
        label="Presenter", choices=[("", "Not set"), *owner_titles().items()], required=False
    )
    minutes = number_field("Minutes", 4, required=False, help_text="How long the item takes.")


class ItemFileForm(forms.Form):
    """A file of an item."""

    file = forms.FileField(
        label="Attach a file",
        help_text=f"Up to {file_types.LARGEST // 1_000_000} MB: {', '.join(file_types.KINDS)}.",
    )
