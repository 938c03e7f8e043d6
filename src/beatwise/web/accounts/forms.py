"""Forms about accounts."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability import roles
from beatwise.web.accounts.actions import LONGEST_DAYS, SCOPES
from beatwise.web.pages.form_data.area_fields import AreaForm
from beatwise.web.pages.form_data.choice_field import select_field
from beatwise.web.pages.forms import why_field
from beatwise.web.registry import registry


class _OfOneArea(AreaForm):
    """A role, and the area of a role that sees only one."""

    role = select_field("Role", dict(roles.choices()))
    field_order: tuple[str, ...] = ("role", "area", "new_area")

    def __init__(self, data: QueryDict | None = None, initial: dict[str, object] | None = None):
        super().__init__(data, initial=initial)
        self.offer_areas(registry.known_areas(), hint="For a role that sees one area only.")
        self.order_fields(self.field_order)


class NewAccount(_OfOneArea):
    """An address and a role."""

    email = forms.EmailField(
        label="Work address", help_text="Of the organisation, never a private one."
    )
    field_order = ("email", *_OfOneArea.field_order)


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
