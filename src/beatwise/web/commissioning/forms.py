"""Forms of scores, of what the office calls itself, and of files in open standards."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from beatwise.accountability.commissioning.blind_scores import LEAST, MOST
from beatwise.clock import Month
from beatwise.web.actions.forms import day_field
from beatwise.web.bounds.file_limits import ON_A_PAGE
from beatwise.web.pages.forms import LimitedFileField


class ScoreForm(forms.Form):
    """Marks by criterion, or an interest that rules them out."""

    def __init__(self, criteria: Sequence[str], data: QueryDict | None = None):
        super().__init__(data)
        marks = [("", "Choose"), *((str(m), str(m)) for m in range(LEAST, MOST + 1))]
        self.criteria = {f"mark_{at}": name for at, name in enumerate(criteria)}
        for name, words in self.criteria.items():
            field = forms.ChoiceField(
                label=words, choices=marks, required=False,
                help_text="Needed unless you declare a conflict of interest below.",
            )  # fmt: skip
            field.needed_at_times = True  # type: ignore[attr-defined]  # not called optional
            self.fields[name] = field
        self.fields["comment"] = forms.CharField(
            label="Why", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
            help_text="What speaks for and against it. Nobody sees it before both scores are in.",
        )  # fmt: skip
        self.fields["interest"] = forms.CharField(
            label="Conflict of interest", required=False, max_length=300,
            help_text="Leave it empty if you have none. If you have one, say which, by role and "
            "organisation: you then give no score, and another assessor is needed.",
        )  # fmt: skip

    def marks(self) -> dict[str, int]:
        """Return the marks that were chosen, by criterion; ``is_valid`` must have been asked."""
        choices = {words: self.cleaned_data[name] for name, words in self.criteria.items()}
        return {words: int(mark) for words, mark in choices.items() if mark}


class PublisherForm(forms.Form):
    """What the office calls itself in published files."""

    name = forms.CharField(label="Name of the office", max_length=200)
    identifier = forms.CharField(
        label="Organisation identifier", max_length=80,
        help_text="As org-id.guide has it, such as GB-LAE-LEC.",
    )  # fmt: skip
    giving_prefix = forms.CharField(
        label="360Giving prefix", max_length=40, help_text="Given by 360Giving, such as 360G-LEC."
    )
    contracting_prefix = forms.CharField(
        label="OCDS prefix", max_length=40,
        help_text="Given by the Open Contracting Partnership, such as ocds-abc123.",
    )  # fmt: skip


class LastDayForm(forms.Form):
    """The last day of the office."""

    on = day_field(
        label="Last day of the office", required=False,
        help_text="Such as the day before commissioners are abolished. Empty where none is set.",
    )  # fmt: skip
    basis = forms.CharField(
        label="Where it is written", max_length=200, required=False,
        help_text="The Act or paper. A day that is only expected is called that here.",
    )  # fmt: skip


class StandardFileForm(forms.Form):
    """A file in an open standard."""

    file = LimitedFileField(
        label="File",
        most=ON_A_PAGE.size,
        help_text="360Giving as JSON or CSV, OCDS as JSON, or one table of developer agreements.",
    )


class ReturnsFileForm(forms.Form):
    """A file of providers' returns."""

    file = LimitedFileField(
        label="File of returns",
        most=ON_A_PAGE.size,
        help_text="In the columns of the register's own export. Nothing is kept while a row is "
        "wrong.",
    )


class ReturnAnswerForm(forms.Form):
    """The answer to a provider's return."""

    step = forms.ChoiceField(
        label="Your answer", widget=forms.RadioSelect,
        choices=[("accept", "Accept it"), ("send_back", "Send it back to the provider")],
    )  # fmt: skip
    words = forms.CharField(
        label="What was found",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The provider reads it. Say what is wrong by measure; no names.",
    )


class MonthForm(forms.Form):
    """A month, as ``2026-10``."""

    month = forms.RegexField(r"\d{4}-(0[1-9]|1[0-2])", required=False)

    def value(self, last: Month) -> Month:
        """Return the month that was asked for, or the last whole one."""
        words = self.cleaned_data.get("month") if self.is_valid() else ""
        return Month.parse(words) if words else last
