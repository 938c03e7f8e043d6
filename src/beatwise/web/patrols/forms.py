"""Forms about patrols."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from beatwise.web.pages.forms import why_field
from beatwise.web.patrols.models import Alert, Phone, Programme, Tracker
from beatwise.web.patrols.plan_intake import LARGEST


_CLOCK = {"type": "time", "class": "govuk-input--width-5"}


class PlanForm(forms.Form):
    """A plan to be taken in."""

    file = forms.FileField(
        label="plan.json",
        help_text=f"From the folder that beatwise plan wrote. Up to {LARGEST // 1_000_000} MB.",
    )


class ResultForm(forms.Form):
    """A file that a command wrote about a programme: ``what`` it is, and ``about`` it in words."""

    what: str
    about: str
    file: forms.FileField


class MeasurementForm(ResultForm):
    """A measurement to be taken in."""

    what = "measurement"
    about = "What beatwise measure found of this programme’s plan, from the files of Today."
    file = forms.FileField(
        label="fidelity.json", help_text="From the folder that beatwise measure wrote."
    )


class EvaluationForm(ResultForm):
    """A result of an evaluation to be taken in."""

    what = "evaluation"
    about = (
        "What beatwise evaluate found about this programme under a protocol that was locked before "
        "the outcome was known. Papers refer to it, and the public page of the programme prints "
        "its sentence once an edition is released."
    )
    file = forms.FileField(
        label="result.json",
        help_text="From the folder that beatwise evaluate wrote, its protocol locked before.",
    )


class PhoneForm(forms.Form):
    """Whose phone it is."""

    def __init__(self, partners: Sequence[str], data: QueryDict | None = None):
        super().__init__(data)
        self.fields["partner"] = forms.ChoiceField(
            label="Partner that uses the phone",
            choices=[(name, name) for name in partners],
            help_text="The phone gets a number. Do not write down here who carries it.",
        )


class TrackerForm(forms.Form):
    """Which tracker a phone has."""

    kind = forms.ChoiceField(label="Tracker on the phone", choices=Tracker.KINDS)


class WhyForm(forms.Form):
    """A reason that is kept."""

    why = why_field(longest=300)


class AlertForm(forms.Form):
    """A limit to be set."""

    kind = forms.ChoiceField(label="Tell me when", choices=Alert.KINDS)
    limit = forms.IntegerField(
        label="Limit", min_value=1, max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        help_text="Minutes or days, as the line above says.",
    )  # fmt: skip


class StartForm(forms.Form):
    """Which phone starts a shift."""

    def __init__(self, phones: Sequence[Phone], data: QueryDict | None = None):
        super().__init__(data)
        choices = [(str(phone.pk), str(phone)) for phone in phones]
        self.fields["phone"] = forms.ChoiceField(label="Phone", choices=choices)


class RulesForm(forms.Form):
    """The welfare check and the minutes around a shift."""

    welfare_contact = forms.CharField(
        label="Welfare contact", max_length=80, required=False,
        help_text="A role or a room that is staffed, such as Control room. Not a person's name.",
    )  # fmt: skip
    welfare_telephone = forms.CharField(label="Telephone", max_length=40, required=False)
    welfare_email = forms.EmailField(label="Email for escalations", required=False)
    welfare_from = forms.TimeField(
        label="Staffed from", required=False,
        widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M"),
    )  # fmt: skip
    welfare_until = forms.TimeField(
        label="Staffed until", required=False,
        help_text="The same time as above means round the clock.",
        widget=forms.TimeInput(attrs=_CLOCK, format="%H:%M"),
    )  # fmt: skip
    welfare_every = forms.IntegerField(label="Minutes between check-ins", initial=60)
    welfare_grace = forms.IntegerField(label="Minutes until someone is alerted", initial=10)
    early_minutes = forms.IntegerField(
        label="Minutes before a shift at which a phone may start it", initial=60
    )
    grace_minutes = forms.IntegerField(
        label="Minutes after the end of a shift at which it is stopped", initial=30
    )

    def __init__(self, programme: Programme, data: QueryDict | None = None):
        names = list(self.base_fields)
        super().__init__(data, initial={name: getattr(programme, name) for name in names})
