"""Forms made from a register's definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from beatwise.accountability import roles
from beatwise.accountability.registers import computed_fields, field_rules, field_values, rules
from beatwise.accountability.registers.field_rules import Situation
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field, Transition
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.imports import file_types
from beatwise.web.pages.forms import why_field
from beatwise.web.registers import actions, selectors
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import linked_records
from beatwise.web.registers.shapes.lines_input import LinesInput


class RecordForm(forms.Form):
    """The fields of a record; each value is checked by the same rule as in a file."""

    def __init__(
        self,
        register: Definition,
        person: Person,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, FieldValue] | None = None,
        why: str = "",
        fields: tuple[Field, ...] | None = None,
    ):
        wanted = register.fields if fields is None else fields
        of_form = [field for field in wanted if not field.computed]
        start = {f.name: field_values.form_value(f, (values or {}).get(f.name)) for f in of_form}
        super().__init__(data, initial=start)
        self.register, self.person = register, person
        for field in of_form:
            # The page of a step asks for nothing that could be left empty.
            required = field.required or fields is not None
            self.fields[field.name] = _control(field, person, required=required)
        if values is not None:
            self.fields["why"] = forms.CharField(
                label="Why", required=False, max_length=500, help_text=why
            )

    @cached_property
    def changed_data(self) -> list[str]:
        """Name the fields that say something else than the record: 5 says what 5.00 says."""
        return [name for name in super().changed_data if not self._says_the_same(name)]

    def _says_the_same(self, name: str) -> bool:
        field = self.register.by_name.get(name)
        if field is None:
            return False
        try:
            typed, saved = self[name].data, self.initial.get(name)
            return actions.entered(field, typed, self.person) == field_values.record_value(
                field, saved
            )
        except BadInput:
            return False

    def clean(self) -> dict[str, object]:
        """Check each value by the rule that holds it, and the rules between those that can be read.

        The action reads and checks them again; here every fault is shown at once.
        """
        cleaned = super().clean() or {}
        values: dict[str, FieldValue] = {}
        for field in self.register.fields:
            if field.name in cleaned:
                try:
                    values[field.name] = actions.entered(field, cleaned[field.name], self.person)
                except BadInput as error:
                    self.add_error(field.name, f"{error.message} {error.next_step}")
        if self.errors:
            values = computed_fields.complete(self.register, values)
            by_name, now = self.register.by_name, Situation(selectors.today())
            faults, _ = field_rules.broken(by_name, self.register.rules, values, now)
            for fault in faults:
                self.add_error(fault.place, f"{fault.message} {fault.next_step}")
        return cleaned


class StepForm(RecordForm):
    """What a step of the state table asks for: fields that it requires, and why it is taken."""

    def __init__(
        self,
        register: Definition,
        move: Transition,
        record: Record,
        person: Person,
        data: QueryDict | None = None,
    ):
        now = Situation(selectors.today(), record.moves, move.name, person.role)
        begin = rules.first_values(register, move, now)
        self.step_fields = rules.asked_fields(register, move, record.values, now)
        known = {name: value for name, value in record.values.items() if value is not None}
        super().__init__(register, person, data, values={**begin, **known}, fields=self.step_fields)
        self.fields["why"] = why_field(required=move.why)


class CommentForm(forms.Form):
    """A comment."""

    text = forms.CharField(
        label="Comment", max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LinkForm(forms.Form):
    """Another record, and how the two belong together."""

    def __init__(self, registers: list[tuple[str, str]], data: QueryDict | None = None):
        super().__init__(data)
        self.fields["other"] = forms.ChoiceField(label="Register", choices=registers)
        self.fields["number"] = forms.IntegerField(label="Number", min_value=1)
        self.fields["words"] = forms.CharField(
            label="How they belong together",
            max_length=80,
            required=False,
            help_text="Such as: follows from, replaces, see also.",
        )


class FileForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label="File",
        help_text=f"Up to {file_types.LARGEST // 1_000_000} MB: {', '.join(file_types.KINDS)}.",
    )


def _control(field: Field, person: Person, *, required: bool) -> forms.Field:
    shared = {"label": field.label, "help_text": field.hint, "required": required}
    if field.kind == "lines":
        return forms.CharField(widget=LinesInput(field), **shared)
    if field.kind == "link":
        return _link_control(field, person, shared)
    if field.kind == "long":
        return forms.CharField(
            max_length=field.longest, widget=forms.Textarea(attrs={"rows": 4}), **shared
        )
    if field.kind == "choice":
        return forms.ChoiceField(choices=_blank((c, c) for c in field.choices), **shared)
    if field.kind == "yes_no":
        return forms.ChoiceField(
            choices=[("", "Not recorded"), (True, "Yes"), (False, "No")], **shared
        )
    if field.kind == "role":
        return forms.ChoiceField(choices=_blank(roles.choices()), **shared)
    if field.kind == "date":
        control = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"})
        return forms.CharField(widget=control, max_length=40, **shared)
    if field.kind in ("money", "number"):
        control = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        return forms.CharField(widget=control, max_length=40, **shared)
    return forms.CharField(max_length=field.longest, **shared)


def _link_control(field: Field, person: Person, shared: dict[str, object]) -> forms.Field:
    """Return a choice of records; of too many to choose from, a line for number or heading."""
    choices = linked_records.choices(field, person)
    if choices is None:
        hint = f"{field.hint} Give its number, or its heading as the list has it.".strip()
        return forms.CharField(max_length=200, **{**shared, "help_text": hint})
    return forms.ChoiceField(choices=_blank((str(n), words) for n, words in choices), **shared)


def _blank(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [("", "Not recorded"), *choices]
