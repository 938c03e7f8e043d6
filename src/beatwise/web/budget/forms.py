"""Forms of budgets, made from the table of their rows."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, QueryDict

from beatwise.accountability.budget.precept_run import KINDS
from beatwise.accountability.funds import plain_pounds
from beatwise.web.actions.forms import day_field
from beatwise.web.budget.budget_row_kinds import RowField, RowKind
from beatwise.web.budget.models import BudgetRow, BudgetYear, StatutoryDate
from beatwise.web.pages.form_data.choice_field import select_field
from beatwise.web.pages.form_data.pounds_input import PoundsInput
from beatwise.web.pages.forms import why_field


class OpenForm(forms.Form):
    """A year to be opened."""

    year = forms.CharField(label="Financial year", max_length=9, help_text="For example 2026/27.")


class YearForm(forms.Form):
    """A year's ground."""

    tax_base = forms.CharField(
        label="Tax base, in Band D equivalents", max_length=20, required=False,
        help_text="Empty while the billing authorities have not set it.",
    )  # fmt: skip
    band_d = forms.CharField(label="Band D before the rise, in pounds", max_length=20,
                             required=False)  # fmt: skip
    limit_rise = forms.CharField(
        label="Largest rise without a referendum, in pounds", max_length=20, required=False
    )
    limit_source = forms.CharField(
        label="Where that limit is set", max_length=200, required=False,
        help_text="The year's settlement or principles, with their day.",
    )  # fmt: skip
    limit_verified_on = day_field(label="Limit verified on", required=False)
    stated_amount = forms.CharField(
        label="What a paper says that a difference brings, in pounds", max_length=20,
        required=False,
    )  # fmt: skip
    stated_difference = forms.CharField(
        label="That difference of Band D, in pounds", max_length=20, required=False
    )
    risk = forms.CharField(label="Risk", max_length=4000, required=False,
                           widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    survey_answers = forms.CharField(label="Answers to the survey", max_length=10, required=False)
    survey_printed = forms.CharField(label="Printed average of the survey, in pounds",
                                     max_length=20, required=False)  # fmt: skip
    survey_weights = forms.CharField(
        label="How the survey was weighted", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    notes = forms.CharField(label="Notes", max_length=4000, required=False,
                            widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    why = why_field(required=False)


class RowForm(forms.Form):
    """The fields of a kind of row."""

    def __init__(self, kind: RowKind, row: BudgetRow | None = None, data: QueryDict | None = None):
        super().__init__(data)
        for field in kind.fields:
            self.fields[field.name] = _field(field)
            if row is not None:
                self.initial[field.name] = _words(field, getattr(row, field.name))
        if row is not None:
            self.fields["why"] = why_field(required=False)


class StepForm(forms.Form):
    """A step of a precept, of the kinds that may follow."""

    def __init__(self, kinds: tuple[str, ...], data: QueryDict | None = None):
        super().__init__(data)
        choices = {name: KINDS[name].title for name in kinds}
        self.fields["kind"] = select_field("What happened", choices)
        self.fields["on"] = day_field(label="Day")
        self.fields["rise"] = forms.CharField(
            label="Rise of Band D, in pounds", max_length=20, required=False,
            widget=PoundsInput(), help_text="Of a proposal, a revision or the "
            "precept as issued.",
        )  # fmt: skip
        for name, label, hint in (
            ("members", "Members of the panel at the time",
             "All of them, present or not: a veto needs two thirds of these."),
            ("present", "Members present", ""), ("in_favour", "Votes for", ""),
            ("against", "Votes against", ""),
        ):  # fmt: skip
            self.fields[name] = forms.CharField(
                label=label, max_length=4, required=False, help_text=hint,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
            )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label="Reasons or comments", max_length=4000, required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self.fields["source"] = forms.CharField(label="Source", max_length=200, required=False)


class DateForm(forms.Form):
    """A deadline."""

    title = forms.CharField(label="Step", max_length=160)
    day = forms.IntegerField(label="Day", min_value=1, max_value=31)
    month = forms.IntegerField(label="Month", min_value=1, max_value=12)
    rule = forms.ChoiceField(
        label="Rule", choices=[("by", "By this day"), ("before", "Before this day")]
    )
    basis = forms.CharField(label="Basis in law", max_length=200)
    meaning = forms.CharField(label="What being late means", max_length=1000,
                              widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    verified_on = day_field(
        label="Verified on", required=False, help_text="The day on which somebody read the law."
    )


def start_of_year(row: BudgetYear, names: tuple[str, ...], amounts: tuple[str, ...]) -> dict[
    str, object
]:  # fmt: skip
    """Return what a year's form begins with."""
    start = {name: getattr(row, name) for name in names}
    for name in amounts:
        start[name] = "" if start[name] is None else plain_pounds(start[name])
    return {name: "" if value is None else str(value) for name, value in start.items()}


def start_of_date(row: StatutoryDate, names: tuple[str, ...]) -> dict[str, object]:
    """Return what a deadline's form begins with."""
    return {name: str(getattr(row, name) or "") for name in names}


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, if anything was."""
    return request.POST or None


def _field(field: RowField) -> forms.Field:
    if field.choices:
        choices = list(field.choices().items())
        return forms.ChoiceField(label=field.label, choices=choices, help_text=field.hint)
    if field.name.endswith("_on"):
        return day_field(label=field.label, required=False)
    widget: forms.Widget = PoundsInput() if field.money else forms.TextInput()
    if field.long:
        widget = forms.Textarea(attrs={"rows": 3})
    needed = field.name in ("name", "planned", "rise", "amount", "share", "least", "most")
    return forms.CharField(
        label=field.label, max_length=4000 if field.long else 200, required=needed,
        help_text=field.hint, widget=widget,
    )  # fmt: skip


def _words(field: RowField, value: object) -> str:
    if value is None:
        return ""
    return plain_pounds(value) if field.money and isinstance(value, int) else str(value)
