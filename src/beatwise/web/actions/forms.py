"""Forms of actions and of changes asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from beatwise.accountability.roles import Person, owner_titles
from beatwise.clock import day_words
from beatwise.web.actions import selectors
from beatwise.web.actions.models import PlanAction
from beatwise.web.actions.named_actions import waits_field
from beatwise.web.imports import file_types
from beatwise.web.pages.form_data.area_fields import AreaForm
from beatwise.web.pages.form_data.choice_field import ChoicesInput
from beatwise.web.pages.forms import why_field
from beatwise.web.pages.words import days
from beatwise.web.registry import Choices, registry


_DAY = {"type": "date", "class": "govuk-input--width-10"}


def day_field(**more: object) -> forms.CharField:
    """Return a field for a day, with the browser's calendar."""
    return forms.CharField(max_length=10, widget=forms.DateInput(attrs=_DAY), **more)


class ActionForm(AreaForm):
    """The fields of an action; those that a board decides are only there for a new one."""

    def __init__(
        self, person: Person, data: QueryDict | None = None, *, row: PlanAction | None = None
    ):
        waits = waits_field(person, besides=row.name if row else "")
        start = {f: getattr(row, f) for f in ("title", "strategy", "area", "due")} if row else {}
        if row:
            on = row.waits.order_by("on__number").values_list("on__name", flat=True)
            start["depends_on"] = waits.titles_of(on)
        super().__init__(data, initial=start)
        long = forms.Textarea(attrs={"rows": 3})
        self.fields["title"] = forms.CharField(
            label="What is to be done", max_length=300, widget=long
        )
        self.fields["strategy"] = strategy_field()
        if row is None:
            owners = [("", "Choose a role"), *owner_titles().items()]
            self.fields["owner"] = forms.ChoiceField(
                label="Owner", choices=owners, help_text="A role, never a person."
            )
        if row is None or row.due is None:
            words = "Once it is set, only a board moves it."
            self.fields["due"] = day_field(label="Due", required=False, help_text=words)
        self.fields["depends_on"] = waits
        words = "Of an action that one area's partner owns."
        self.offer_areas(registry.known_areas(), hint=words)
        if row is None:
            self.fields["name"] = forms.CharField(
                label="Id", required=False, max_length=40, help_text="Empty: the next free one."
            )
        else:
            self.fields["why"] = why_field(required=False)


class StepForm(forms.Form):
    """What a step of the status table asks for."""

    def __init__(self, data: QueryDict | None = None, *, why: bool, completes: bool):
        super().__init__(data)
        if completes:
            self.fields["on"] = day_field(
                label="Completed on", required=False, help_text="Empty: today."
            )
        self.fields["why"] = why_field(required=why)


class EvidenceForm(forms.Form):
    """Words that say what is done, with a web address or a file."""

    words = forms.CharField(label="What shows that it is done", max_length=500)
    address = forms.CharField(
        label="Web address", required=False, max_length=500, help_text="Where it can be seen."
    )
    file = forms.FileField(
        label="File",
        required=False,
        help_text=f"Up to {file_types.LARGEST // 1_000_000} MB: {', '.join(file_types.KINDS)}.",
    )


class AskForm(forms.Form):
    """New values of the fields that change only at a board; what is left as it is is not asked."""

    def __init__(
        self,
        fields: dict[str, str],
        now: dict[str, str],
        choices: Mapping[str, Choices],
        data: QueryDict | None = None,
        *,
        special: Mapping[str, forms.Field] | None = None,
    ):
        super().__init__(data, initial=now)
        for name, label in fields.items():
            offered, field = choices.get(name), (special or {}).get(name)
            self.fields[name] = field or self._field(name, label, now.get(name, ""), offered)
        self.fields["why"] = forms.CharField(
            label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
            help_text="The board reads this.",
        )  # fmt: skip

    def _field(self, name: str, label: str, now: str, offered: Choices | None) -> forms.Field:
        if name == "due":
            words = f"Now: {_day_in_words(now) or 'none'}"
            return day_field(label=label, help_text=words, required=False)
        titles = offered.titles if offered else {}
        words = f"Now: {titles.get(now, days(now)) or 'none'}"
        if offered and offered.closed:
            # What holds now stays a choice, though the plan may have dropped its strategy since.
            choices = {now: titles.get(now, now or "None"), **titles}
            return forms.ChoiceField(
                label=label, choices=list(choices.items()), help_text=words, required=False
            )
        if name in _LONG:
            widget: forms.Widget = forms.Textarea(attrs={"rows": 3})
        else:
            widget = ChoicesInput(tuple(titles)) if titles else forms.TextInput()
        return forms.CharField(
            label=label, required=False, max_length=4000, help_text=words, widget=widget
        )


_LONG = ("definition", "note")


def _day_in_words(now: str) -> str:
    return day_words(dt.date.fromisoformat(now)) if now else ""


def strategy_field() -> forms.Field:
    """Return a field for an action's strategy of the plan, or for none."""
    titles = selectors.strategies()
    words = "Leave it empty for an action of a board that belongs to no strategy of the plan."
    if not titles:
        return forms.CharField(label="Strategy", max_length=80, required=False, help_text=words)
    choices = [("", "None"), *titles.items()]
    return forms.ChoiceField(label="Strategy", choices=choices, required=False, help_text=words)
