"""Which letters a person wants, and the name of a key."""

from __future__ import annotations

from django import forms

from beatwise.web.tasks.choices import AT_ONCE, DIGESTS


class LettersForm(forms.Form):
    """Which letters a person wants."""

    digest = forms.ChoiceField(
        label="An email that counts what waits for you",
        choices=list(DIGESTS.items()),
        widget=forms.RadioSelect,
    )
    at_once = forms.MultipleChoiceField(
        label="An email as soon as something of these kinds waits",
        choices=list(AT_ONCE.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class FeedForm(forms.Form):
    """The name of a key."""

    name = forms.CharField(label="What will read it", max_length=80, help_text="My calendar, say.")
