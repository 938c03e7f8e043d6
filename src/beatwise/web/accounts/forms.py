"""Forms about accounts."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability import roles
from beatwise.web.accounts.actions import LONGEST_DAYS, SCOPES
from beatwise.web.pages.forms import why_field
from beatwise.web.registry import registry


class _OfOneArea(forms.Form):
    """A role, and the area of a role that sees only one: chosen among those that are known."""

    role = forms.ChoiceField(label="Role", choices=roles.choices)
    area = forms.ChoiceField(
        label="Area", required=False, help_text="For a role that sees one area only."
    )
    new_area = forms.CharField(
        label="Another area",
        required=False,
        max_length=80,
        help_text="One that nothing in the office is about yet, by its code or name.",
    )

    def __init__(self, data: QueryDict | None = None, initial: dict[str, object] | None = None):
        super().__init__(data, initial=initial)
        now = str((initial or {}).get("area", ""))
        known = sorted({*registry.known_areas(), now} - {""})
        self.fields["area"].choices = [("", "None"), *((name, name) for name in known)]
        if not known:  # the first is written
            del self.fields["new_area"]
            self.fields["area"] = forms.CharField(
                label="Area", required=False, max_length=80,
                help_text="For a role that sees one area only: its code or name.",
            )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """Put the one area that was chosen or written into ``area``."""
        cleaned = super().clean() or {}
        known_area, new_area = cleaned.get("area", ""), cleaned.pop("new_area", "")
        if known_area and new_area and known_area == self.initial.get("area"):
            known_area = ""  # it stood there, and another is written
        if known_area and new_area:
            self.add_error("new_area", "Choose an area or write another, not both.")
        return {**cleaned, "area": known_area or new_area}


class NewAccount(_OfOneArea):
    """An address and a role."""

    email = forms.EmailField(
        label="Work address", help_text="Of the organisation, never a private one."
    )
    field_order = ("email",)


class ChangedAccount(_OfOneArea):
    """A role, an area, whether it is open, and why."""

    is_active = forms.BooleanField(label="The account is open", required=False)
    why = why_field()


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
