"""Forms of an item of an agenda."""

from __future__ import annotations

from django import forms

from beatwise.accountability.roles import OWNER_ROLES
from beatwise.web.imports import file_types


class ItemDetailsForm(forms.Form):
    """Who owns and presents an item, and its time."""

    owner = forms.ChoiceField(
        label="Owner", choices=list(OWNER_ROLES.items()), help_text="A role, never a person."
    )
    presenter = forms.ChoiceField(
        label="Presenter", choices=[("", "Not set"), *OWNER_ROLES.items()], required=False
    )
    minutes = forms.CharField(
        label="Minutes",
        max_length=4,
        required=False,
        help_text="How long the item takes.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )


class ItemFileForm(forms.Form):
    """A file of an item."""

    file = forms.FileField(
        label="Attach a file",
        help_text=f"Up to {file_types.LARGEST // 1_000_000} MB: {', '.join(file_types.KINDS)}.",
    )
