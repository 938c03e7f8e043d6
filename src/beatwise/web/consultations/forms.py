"""Forms of consultations, questions, results and themes."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from beatwise.web.actions.forms import day_field
from beatwise.web.consultations import selectors
from beatwise.web.consultations.consulting import QUALIFIERS
from beatwise.web.consultations.models import Consultation, Question
from beatwise.web.consultations.survey_answers import KINDS, NUMBERS
from beatwise.web.pages.forms import TickBoxes, long_field, number_field, why_field


_QUALIFIERS = [(word, word.capitalize() or "Exactly") for word in QUALIFIERS]
_LABELS = {
    "count": "number", "printed": "per cent as printed", "amount": "£ it stands for",
    "low": "£ at least", "high": "£ at most", "population": "per cent of the population",
}  # fmt: skip


def _number(label: str, **more: object) -> forms.CharField:
    return number_field(label, 12, inputmode="decimal", required=False, **more)


class ConsultationForm(forms.Form):
    """What a consultation is."""

    title = forms.CharField(label="Title", max_length=200)
    about = long_field("What it is about", 3, 5000, required=False)
    audience = forms.CharField(
        label="Whom it asks", max_length=200, required=False,
        help_text="For example residents, partners, young people.",
    )  # fmt: skip
    statutory = forms.BooleanField(label="The law asks for it", required=False)
    channels = forms.CharField(
        label="Channels", max_length=300, required=False,
        help_text="For example online survey, post, meetings.",
    )  # fmt: skip
    opens = day_field(label="Opens", required=False)
    closes = day_field(label="Closes", required=False)
    period = forms.CharField(
        label="Period in words", max_length=80, required=False,
        help_text="Where no days are known, as in “summer 2024”.",
    )  # fmt: skip
    contacted = _number("How many are contacted")
    source = forms.CharField(label="Source", max_length=300, required=False)


class OutcomeForm(forms.Form):
    """How many answered, and how answers were weighted."""

    responses = _number("Responses")
    qualifier = forms.ChoiceField(label="How exact that is", choices=_QUALIFIERS, required=False)
    weighting = long_field(
        "Weighting and its source", 3, 5000, required=False,
        help_text="How answers were weighted, to which figures and from where; or that they were "
        "not.",
    )  # fmt: skip


class EvidenceForm(forms.Form):
    """What a consultation is evidence for, and what followed."""

    def __init__(
        self,
        decisions: list[tuple[str, str]],
        data: QueryDict | None = None,
        *,
        initial: dict[str, object] | None = None,
    ):
        super().__init__(data, initial=initial)
        self.fields["strategies"] = forms.MultipleChoiceField(
            label="Strategies of the plan", required=False,
            choices=list(selectors.strategies().items()), widget=TickBoxes,
        )  # fmt: skip
        self.fields["decision"] = forms.ChoiceField(
            label="Decision that it informed", required=False, choices=[("", "None"), *decisions]
        )
        self.fields["followed"] = long_field("What followed from it", 4, 5000, required=False)


class QuestionForm(forms.Form):
    """A question with its answers."""

    words = long_field("Question", 2, 2000)
    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    labels = long_field("Answers", 6, 10_000, help_text="One answer a line.")


class ResultsForm(forms.Form):
    """A question's results: its base, and the numbers of each answer."""

    def __init__(self, question: Question, data: QueryDict | None = None):
        super().__init__(data, initial=_start(question))
        self.fields["base"] = _number("How many answered this question")
        self.fields["base_qualifier"] = forms.ChoiceField(
            label="How exact that is", choices=_QUALIFIERS, required=False
        )
        names: tuple[str, ...] = ("count", "printed")
        names += ("population",) if question.kind == "group" else ("amount", "low", "high")
        for place, row in enumerate(question.answers):
            for name in names:
                self.fields[f"{name}_{place}"] = _number(f"{row['label']}: {_LABELS[name]}")
        self.fields["average"] = _number(
            "Average as printed, £", help_text="Where answers stand for amounts."
        )
        self.fields["source"] = forms.CharField(label="Source", max_length=300, required=False)

    def rows(self, question: Question) -> list[dict[str, object]]:
        """Return what was entered of each answer, in order."""
        return [
            {name: self.cleaned_data.get(f"{name}_{place}") for name in NUMBERS}
            for place, _ in enumerate(question.answers)
        ]


class ThemeForm(forms.Form):
    """A theme that was heard."""

    audience = forms.CharField(label="Who spoke of it", max_length=120)
    words = forms.CharField(label="Theme", max_length=300)
    period = forms.CharField(label="When", max_length=40, required=False)
    source = forms.CharField(label="Source", max_length=300, required=False)


class StepForm(forms.Form):
    """A reason, where the step needs one."""

    def __init__(self, data: QueryDict | None = None, *, needed: bool):
        super().__init__(data)
        self.fields["why"] = why_field(required=needed)


def start_of(row: Consultation, names: tuple[str, ...]) -> dict[str, object]:
    """Return what a form of a consultation starts with."""
    values = {name: getattr(row, name) for name in names}
    return {n: "" if v is None else v if isinstance(v, bool | list) else str(v)
            for n, v in values.items()}  # fmt: skip


def _start(question: Question) -> dict[str, object]:
    start: dict[str, object] = {
        "base": "" if question.base is None else question.base,
        "base_qualifier": question.base_qualifier, "average": question.average,
        "source": question.source,
    }  # fmt: skip
    for place, row in enumerate(question.answers):
        start |= {f"{name}_{place}": row.get(name, "") for name in NUMBERS}
    return start
