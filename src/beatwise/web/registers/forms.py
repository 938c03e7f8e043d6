"""Forms made from a register's definition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property

from beatwise.accountability.registers import computed_fields, field_rules, field_values, rules
from beatwise.accountability.registers.definition_rows import StateFile
from beatwise.accountability.registers.field_values import FieldValue
from beatwise.accountability.registers.register_definition import Definition, Field, Transition
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput
from beatwise.web.imports import file_types
from beatwise.web.pages.forms import why_field
from beatwise.web.registers import actions
from beatwise.web.registers.files import kept_files
from beatwise.web.registers.models import Record
from beatwise.web.registers.shapes import field_controls
from beatwise.web.registers.shapes.situations import situation


FILE = "file-"  # how the names of a step's files begin, in its form
_MEGABYTES = file_types.LARGEST // 1_000_000
_LIMITS = f"Up to {_MEGABYTES} MB: {', '.join(file_types.KINDS)}."


class RecordForm(forms.Form):
    """The fields of a record; each value is checked by the same rule as in a file."""

    def __init__(
        self,
        register: Definition,
        person: Person,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        *,
        values: Mapping[str, FieldValue] | None = None,
        why: str = "",
        fields: tuple[Field, ...] | None = None,
    ):
        wanted = register.fields if fields is None else fields
        of_form = [field for field in wanted if not field.computed]
        start = {f.name: field_values.form_value(f, (values or {}).get(f.name)) for f in of_form}
        super().__init__(data, files, initial=start)
        self.register, self.person = register, person
        for field in of_form:
            # The page of a step asks for nothing that could be left empty.
            required = field.required or fields is not None
            self.fields[field.name] = field_controls.control(
                register, field, person, required=required
            )
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
            by_name, now = self.register.by_name, situation(self.register)
            faults, _ = field_rules.broken(by_name, self.register.rules, values, now)
            for fault in faults:
                self.add_error(fault.place, f"{fault.message} {fault.next_step}")
        return cleaned


class StepForm(RecordForm):
    """What a step of the state table asks for: fields, files, and why it is taken."""

    def __init__(
        self,
        register: Definition,
        move: Transition,
        record: Record,
        person: Person,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
    ):
        now = situation(register, record.moves, move.name, person.role)
        begin = rules.first_values(register, move, now)
        self.step_fields = rules.asked_fields(register, move, record.values, now)
        known = {name: value for name, value in record.values.items() if value is not None}
        super().__init__(
            register, person, data, files, values={**begin, **known}, fields=self.step_fields
        )
        met = kept_files.needs_met(register, record, move.target)
        for need in register.state(move.target).files:
            self.fields[FILE + need.name] = _file_field(need, there=need.name in met)
        del self.fields["why"]  # it comes last, as on every form
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
        self.fields["number"] = forms.CharField(
            label="Record", max_length=200,
            help_text="Its number, or a few words of its heading.",
        )  # fmt: skip
        self.fields["words"] = forms.CharField(
            label="How they belong together",
            max_length=80,
            required=False,
            help_text="Such as: follows from, replaces, see also.",
        )


class FileForm(forms.Form):
    """A file, and which of those that a state needs it is."""

    file = forms.FileField(label="File", help_text=_LIMITS)

    def __init__(
        self,
        register: Definition,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
    ):
        super().__init__(data, files)
        if register.files:
            needs = [(need.name, need.label) for need in register.files]
            self.fields["need"] = forms.ChoiceField(
                label="What it is", choices=[("", "Another file"), *needs], required=False
            )


def files_of(answers: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    """Take the files of a step's form out of its answers, by the names of what they are."""
    names = [name for name in answers if name.startswith(FILE)]
    uploads = {name.removeprefix(FILE): answers.pop(name) for name in names}
    return {n: (f.name, f.read(file_types.LARGEST + 1)) for n, f in uploads.items() if f}


def _file_field(need: StateFile, *, there: bool) -> forms.FileField:
    kinds = f"A {need.kind_words}, up to {_MEGABYTES} MB." if need.kind_words else _LIMITS
    words = f"There is one already; a further one is kept beside it. {kinds}" if there else kinds
    return forms.FileField(label=need.label, required=not there, help_text=words)
