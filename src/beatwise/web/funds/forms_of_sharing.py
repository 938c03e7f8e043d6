"""Forms of formulas, projects and limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.http import HttpRequest, QueryDict

from beatwise.accountability.funds import plain_pounds
from beatwise.accountability.spending.approval_limits import COVERED
from beatwise.errors import BadInput
from beatwise.web.actions.forms import day_field
from beatwise.web.funds.models import Line, SharingFormula
from beatwise.web.pages.form_data.pounds_input import PoundsInput
from beatwise.web.pages.forms import why_field


MOST_FACTORS = 5
_DECIMAL = {"class": "govuk-input--width-10", "inputmode": "decimal"}


class FormulaForm(forms.Form):
    """An amount, and factors with a value for every line; one more factor than there is."""

    def __init__(
        self, lines: Sequence[Line], row: SharingFormula | None, data: QueryDict | None = None
    ):
        super().__init__(data)
        self.lines = lines
        factors = list(row.factors) if row else []
        self.count = min(MOST_FACTORS, max(len(factors) + 1, _sent(data)))
        self.fields["amount"] = forms.CharField(
            label="Amount to share out, in pounds", max_length=20,
            initial=plain_pounds(row.amount) if row else "", widget=PoundsInput(),
        )  # fmt: skip
        for at in range(self.count):
            self._add(at, factors[at] if at < len(factors) else {})

    def _add(self, at: int, factor: Mapping[str, object]) -> None:
        values = factor.get("values") or {}
        assert isinstance(values, Mapping)
        rows = [f"{line.receiver}: {values.get(str(line.number), '')}" for line in self.lines]
        named = f"Factor {at + 1}"
        self.fields[f"name_{at}"] = forms.CharField(
            label=f"{named}: what it is", max_length=80, required=False,
            initial=factor.get("name", ""),
            help_text="For example population, recorded crime, deprivation.",
        )  # fmt: skip
        self.fields[f"weight_{at}"] = forms.CharField(
            label=f"{named}: weight in per cent", max_length=10, required=False,
            initial=factor.get("weight", ""), widget=forms.TextInput(attrs=_DECIMAL),
        )  # fmt: skip
        self.fields[f"source_{at}"] = forms.CharField(
            label=f"{named}: where its values are from", max_length=200, required=False,
            initial=factor.get("source", ""),
        )  # fmt: skip
        self.fields[f"values_{at}"] = forms.CharField(
            label=f"{named}: values", max_length=20_000, required=False, initial="\n".join(rows),
            widget=forms.Textarea(attrs={"rows": len(self.lines) + 1}),
            help_text="A receiver a line, then a colon or a tab, then its value.",
        )  # fmt: skip

    def factors(self) -> list[dict[str, object]]:
        """Return the factors that were named; raise ``BadInput`` for a value that is missing."""
        answers = self.cleaned_data
        return [
            {
                "name": answers[f"name_{at}"],
                "weight": answers[f"weight_{at}"],
                "source": answers[f"source_{at}"],
                "values": self._values(at, answers[f"values_{at}"]),
            }
            for at in range(self.count)
            if answers[f"name_{at}"].strip()
        ]

    def _values(self, at: int, text: str) -> dict[str, str]:
        place, values = f"values_{at}", {}
        numbers = {line.receiver.casefold(): str(line.number) for line in self.lines}
        for words in filter(str.strip, text.splitlines()):
            separator = "\t" if "\t" in words else ":"
            receiver, _, value = words.rpartition(separator)
            key = numbers.get(receiver.strip().casefold())
            if key is None or not value.strip():
                raise BadInput(
                    f"'{words.strip()}' is not a receiver of this year with a value.",
                    place=place,
                    next_step="Write the receiver as its line has it, a colon, and the value.",
                )
            values[key] = value.strip()
        return values


def _sent(data: QueryDict | None) -> int:
    return sum(key.startswith("name_") for key in data) if data else 0


class ProjectForm(forms.Form):
    """A project's fields."""

    name = forms.CharField(label="Name", max_length=160)
    about = forms.CharField(
        label="What it does", max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="No names of people.",
    )  # fmt: skip
    agreed_on = day_field(label="Agreed by its partnership on", required=False)
    submitted_on = day_field(label="Submitted to the office on", required=False)
    source = forms.CharField(label="Source", max_length=200, required=False)


class ChangeProjectForm(ProjectForm):
    """The fields of a project that is there."""

    why = why_field(required=False)


class LimitForm(forms.Form):
    """An approval limit."""

    covers = forms.ChoiceField(
        label="What it covers", choices=[(key, each.title) for key, each in COVERED.items()]
    )
    since = day_field(label="From")
    amount = forms.CharField(
        label="Amount in pounds", max_length=20, required=False,
        widget=PoundsInput(),
        help_text="More than this needs another role's approval. Empty lifts the limit.",
    )  # fmt: skip
    source = forms.CharField(
        label="Where it is set", max_length=200,
        help_text="The scheme of delegation or the decision, with its day.",
    )  # fmt: skip


class FormulaProposalForm(forms.Form):
    """The proposal of what a formula gives."""

    on = day_field(label="Day of the allocations")
    words = forms.CharField(label="Note", max_length=300, required=False)


def version_of(request: HttpRequest, row: SharingFormula | None) -> int:
    """Return the version that a formula's form was made from."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else (row.version if row else 0)
