"""The control of each kind of field in a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms

from beatwise.accountability.registers.field_kinds import date_kind, period_kind, text_kind
from beatwise.accountability.registers.field_kinds.area_kind import LONGEST
from beatwise.accountability.registers.field_kinds.kind_table import KINDS
from beatwise.accountability.registers.register_definition import Definition, Field
from beatwise.accountability.roles import Person
from beatwise.web.pages.form_data.choice_field import ChoicesInput
from beatwise.web.registers import selectors
from beatwise.web.registers.lookups import field_queries, office_areas
from beatwise.web.registers.shapes import linked_records
from beatwise.web.registers.shapes.lines_input import LinesInput
from beatwise.web.registers.shapes.several_input import SeveralInput


Shared = dict[str, object]  # label, hint and whether it is required
_NARROW = {"class": "govuk-input--width-10"}
_LONGEST_CELL = 200


def control(register: Definition, field: Field, person: Person, *, required: bool) -> forms.Field:
    """Return the control of a field that a person fills in."""
    shared: Shared = {"label": field.label, "help_text": field.hint, "required": required}
    if field.kind == "link":
        return _link(field, person, shared)
    if field.kind == "area":
        return _offering(_areas(register, field, person), LONGEST, shared)
    if field.kind == "period":
        shared["help_text"] = field.hint or "As it is printed: 2025/26, Q1 2026/27, June 2026."
        return _offering(period_kind.known_periods(selectors.today()), _LONGEST_CELL, shared)
    if field.whole:
        shared["help_text"] = field.hint or f"Such as {date_kind.WHOLE_EXAMPLES[field.whole]}."
        offered = date_kind.known_wholes(field.whole, selectors.today())
        return _offering(offered, _LONGEST_CELL, shared)
    return _PLAIN.get(field.kind, _text)(field, shared)


def _areas(register: Definition, field: Field, person: Person) -> list[str]:
    own = field_queries.held_values(field, selectors.records(register, person))
    return sorted({*own, *office_areas.known()})


def _offering(options: Iterable[str], longest: int, shared: Shared) -> forms.Field:
    return forms.CharField(widget=ChoicesInput(tuple(options)), max_length=longest, **shared)


def _lines(field: Field, shared: Shared) -> forms.Field:
    return forms.CharField(widget=LinesInput(field), **shared)


def _long(field: Field, shared: Shared) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(max_length=field.longest, widget=widget, **shared)


def _text(field: Field, shared: Shared) -> forms.Field:
    if field.pattern:
        shared["help_text"] = field.hint or f"Such as {text_kind.example(field.pattern)}."
    return forms.CharField(max_length=field.longest or _LONGEST_CELL, **shared)


def _choice(field: Field, shared: Shared) -> forms.Field:
    return forms.ChoiceField(choices=_blank(KINDS[field.kind].choices(field)), **shared)


def _several(field: Field, shared: Shared) -> forms.Field:
    widget = SeveralInput(choices=KINDS[field.kind].choices(field))
    return forms.CharField(widget=widget, **shared)


def _yes_no(field: Field, shared: Shared) -> forms.Field:
    choices = [("", "Not recorded"), (True, "Yes"), (False, "No")]
    return forms.ChoiceField(choices=choices, **shared)


def _date(field: Field, shared: Shared) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date", **_NARROW})
    return forms.CharField(widget=widget, max_length=40, **shared)


def _number(field: Field, shared: Shared) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "decimal", **_NARROW})
    return forms.CharField(widget=widget, max_length=40, **shared)


def _words(field: Field, shared: Shared) -> forms.Field:
    """Return a short line with its example, for a number that is written with words."""
    shared["help_text"] = field.hint or _EXAMPLES[field.kind]
    return forms.CharField(widget=forms.TextInput(attrs=_NARROW), max_length=60, **shared)


def _link(field: Field, person: Person, shared: Shared) -> forms.Field:
    """Return a choice of records; of too many to choose from, a line for number or heading."""
    choices = linked_records.choices(field, person)
    if choices is None:
        hint = f"{field.hint} Give its number, or its heading as the list has it.".strip()
        return forms.CharField(max_length=200, **{**shared, "help_text": hint})
    return forms.ChoiceField(choices=_blank((str(n), words) for n, words in choices), **shared)


def _blank(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Not recorded"), *choices]


_EXAMPLES = {"fraction": "Such as 31 of 40.", "qualified": "Such as 68,000, or just over 68,000."}
_PLAIN: dict[str, Callable[[Field, Shared], forms.Field]] = {
    "lines": _lines,
    "long": _long,
    "choice": _choice,
    "role": _choice,
    "several": _several,
    "yes_no": _yes_no,
    "date": _date,
    "money": _number,
    "number": _number,
    "percentage": _number,
    "fraction": _words,
    "qualified": _words,
}
