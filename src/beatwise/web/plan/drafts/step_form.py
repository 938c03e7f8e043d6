"""What is asked when a draft is put forward."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.accountability.plan.police_and_crime_plan import Plan


class PutForwardForm(forms.Form):
    """From which day the plan is to hold, and why it is varied."""

    def __init__(self, data: QueryDict | None, *, first: bool, plan: Plan, why: str):
        start = {"valid_from": plan.version.valid_from.isoformat(), "why": why}
        super().__init__(data, initial=start)
        self.fields["valid_from"] = forms.CharField(
            label="From which day it is to hold",
            max_length=10,
            widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
            help_text=f"A day of the plan: {plan.first} to {plan.last}.",
        )
        if not first:
            self.fields["why"] = forms.CharField(
                label="Why the plan is varied",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Shown with the version, and kept in the history.",
            )
