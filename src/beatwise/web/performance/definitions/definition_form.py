"""The form of a new measure: each field with its choices, and how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from beatwise.accountability.measures import as_toml
from beatwise.accountability.measures.measure_words import (
    CHOICES,
    FIELDS,
    SUGGESTIONS,
    USUAL,
    measure_of_words,
)
from beatwise.accountability.plan.plain_rows import row_name
from beatwise.accountability.plan.row_kinds import KINDS
from beatwise.accountability.roles import Person
from beatwise.accountability.row_reader import day
from beatwise.web.pages.form_data.choice_field import ChoicesInput, select_field
from beatwise.web.performance import selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.models import Definition


_LONG = ("definition", "note")
_HINTS = {
    "title": "As boards and residents will read it.",
    "definition": "What is counted, in plain words.",
    "printed_as": "The words of the printed plan, where they differ.",
    "per": "Of a rate only, such as 1000.",
    "expectation": "Choose a direction, or write a target such as at least 65.",
    "tolerance": "Such as 5 % or 2 points. Empty: what is usual for the unit.",
    "minimum_count": "Empty: 30.",
    "lag_days": "Days after a period ends. Empty: none.",
    "source": "Who publishes it.",
    "owner": "The role that answers for it.",
    "baseline": "Such as 65.9 (2024/25).",
}


def measure_field(name: str) -> forms.Field:
    """Return the field of a form for a field of a measure."""
    needed, hint = name in KINDS["measure"].needed, _HINTS.get(name, "")
    if name in CHOICES:
        return select_field(FIELDS[name], CHOICES[name], needed=needed, hint=hint)
    widget: forms.Widget = ChoicesInput(SUGGESTIONS.get(name, ()))
    if name in _LONG:
        widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=FIELDS[name], required=needed, max_length=4000, help_text=hint, widget=widget
    )


class MeasureForm(forms.Form):
    """A new measure of the office, from a day on."""

    def __init__(self, data: QueryDict | None = None, *, strategy: str = ""):
        today = selectors.today().isoformat()
        super().__init__(data, initial={**USUAL, "strategy": strategy, "valid_from": today})
        for name in FIELDS:
            self.fields[name] = self._strategy() if name == "strategy" else measure_field(name)
        self.fields["valid_from"] = forms.CharField(
            label="Defined so from",
            max_length=10,
            widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        )

    def _strategy(self) -> forms.Field:
        titles = selectors.strategy_titles()
        if not titles:
            return forms.CharField(
                label=FIELDS["strategy"],
                max_length=80,
                help_text="There is no plan yet. The short name that its strategy will have.",
            )
        return select_field(FIELDS["strategy"], titles)


def define_from_words(*, words: Mapping[str, str], by: Person) -> Definition:
    """Define a measure from what its form was sent with; ``BadInput`` names the field."""
    starts: dt.date | None = day(words, "valid_from")
    name = row_name(words["title"], {*selectors.measures(), *actions.RESERVED})
    measure = measure_of_words(name, words, starts or selectors.today())
    return actions.define(texts=[as_toml.write(measure)], by=by, place=name)[0]
