"""Forms about accounts."""

from __future__ import annotations

from django import forms

from beatwise.accountability import roles
from beatwise.web.accounts.actions import LONGEST_DAYS, SCOPES


class NewAccount(forms.Form):
    """An address and a role."""

    email = forms.EmailField(
        label="Work address", help_text="Of the organisation, never a private one."
    )
    role = forms.ChoiceField(label="Role", choices=roles.choices)
    area = forms.CharField(
        label="Area",
        required=False,
        max_length=80,
        help_text="For a role that sees one area only: its code or name.",
    )


class ChangedAccount(forms.Form):
    """A role, an area, whether it is open, and why."""

    role = forms.ChoiceField(label="Role", choices=roles.choices)
    area = forms.CharField(label="Area", required=False, max_length=80)
    is_active = forms.BooleanField(label="The account is open", required=False)
    why = forms.CharField(label="Why", max_length=500, help_text="Kept in the history.")


class LostFactor(forms.Form):
    """Why a second factor is taken away."""

    why = forms.CharField(
        label="Why, and how you made sure who asks",
        max_length=500,
        help_text="Kept in the history.",
    )


class NewPassword(forms.Form):
    """A password, chosen by its owner."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. Three unusual words are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewPasswordWithCode(NewPassword):
    """A password, and the code that the second officer of its link was given."""

    code = forms.CharField(
        label="Code",
        max_length=80,
        help_text="From the officer who confirmed your link: six groups of four.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    field_order = ("code", "password")


class NewToken(forms.Form):
    """A token's name, scopes and days."""

    name = forms.CharField(label="What will use it", max_length=80)
    scopes = forms.MultipleChoiceField(
        label="What it may do", choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(
        label="Days until it ends", min_value=1, max_value=LONGEST_DAYS, initial=90
    )
