"""Forms of the plan and its measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile

from beatwise.accountability.measures.measure_set import set_titles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import UserError
from beatwise.web.pages.form_data.choice_field import ChoicesInput
from beatwise.web.pages.forms import LimitedFileField
from beatwise.web.performance.commentary import LONGEST


LARGEST = 500_000
FormData: TypeAlias = Mapping[str, str] | None


class ShippedForm(forms.Form):
    """A set of measures that comes with Beatwise."""

    def __init__(self, names: Iterable[str], data: FormData = None):
        super().__init__(data)
        titles = set_titles()
        self.fields["name"] = forms.ChoiceField(
            label="Set of measures", choices=[(name, titles.get(name, name)) for name in names]
        )


class DocumentForm(forms.Form):
    """A document of one's own: a file, or its text once it was looked at."""

    file = LimitedFileField(label="Document (TOML)", most=LARGEST)
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["file"].required = not self.data.get("text")

    def clean(self) -> dict[str, object]:
        """Read the file as text."""
        cells = super().clean() or {}
        file = cells.get("file")
        if file is not None:
            cells["text"] = read(file, self)
        return cells


class ManyFiles(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(LimitedFileField):
    """Files, each checked alone."""

    widget = ManyFiles

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """Return the files as a list."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class MeasuresForm(forms.Form):
    """The documents of new measures."""

    files = FilesField(
        label="Documents (TOML), one a measure",
        most=LARGEST,
        widget=ManyFiles(attrs={"multiple": True}),
    )


class ObservationForm(forms.Form):
    """One value, typed in; each cell is read by the same rule as in a file."""

    def __init__(
        self,
        areas: Sequence[str],
        data: FormData = None,
        *,
        periods: Sequence[str] = (),
        period: str = "",
        yes_no: bool = False,
        area: str = "",
    ):
        super().__init__(data, initial={"area": area, "period": period})
        self.fields["area"] = forms.CharField(
            label="Area",
            required=False,
            max_length=80,
            widget=ChoicesInput([name for name in areas if name != WHOLE_AREA]),
            help_text="Empty for the whole area. Choose one, or type its first letters.",
        )
        self.fields["period"] = forms.CharField(
            label="Period", max_length=60, widget=ChoicesInput(periods),
            help_text="Choose one, the next first, or write it as it is printed: "
            "July 2025 to June 2026, Q1 2026/27, 2025/26, 31 December 2025.",
        )  # fmt: skip
        self.fields["value"] = _number(
            "Value", "yes or no." if yes_no else "Leave it empty for no data; never write zero."
        )
        if not yes_no:
            self.fields["numerator"] = _number("Numerator", "What a rate or percentage is made of.")
            self.fields["denominator"] = _number("Denominator", "Out of how many.")
        area_name = str((data or {}).get("area", "")).strip()
        if area_name and area_name not in areas:
            self.fields["new_area"] = forms.BooleanField(
                label=f"“{area_name[:80]}” is a new area, and spelt as it should be", required=False
            )
        self.fields["vintage"] = forms.CharField(
            label="Known on",
            required=False,
            max_length=20,
            widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
            help_text="The day on which it was known so; a later day restates an earlier value.",
        )
        self.fields["source"] = forms.CharField(label="Source", required=False, max_length=500)
        self.fields["note"] = forms.CharField(
            label="Note", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
        )


class CommentaryForm(forms.Form):
    """Words on how a measure stands."""

    text = forms.CharField(
        label="Commentary",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What happened, why, and what is being done about it.",
    )


class RebaseForm(forms.Form):
    """A decision to start limits afresh."""

    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What changed in the process itself, so that the old limits no longer describe "
        "it. Printed beside the chart.",
    )
    field_order = ("starts", "reason")

    def __init__(
        self, periods: Sequence[str], data: FormData = None, *, initial: Mapping[str, object]
    ):
        super().__init__(data, initial=initial)
        self.fields["starts"] = forms.CharField(
            label="First period of the new limits", max_length=40, widget=ChoicesInput(periods),
            help_text="Choose a period of the chart, or write it as it is printed.",
        )  # fmt: skip
        self.order_fields(self.field_order)


def read(file: UploadedFile, form: forms.Form, field: str = "file") -> str:
    """Return an uploaded document's text; add an error when it is none."""
    try:
        text: str = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        form.add_error(field, f"{file.name} is not a text file.")
        return ""
    return text.replace("\r\n", "\n").replace("\x00", "")


def words(error: UserError) -> str:
    """Return an error as one line beside a field."""
    message = error.message[:1].upper() + error.message[1:]
    return " ".join(filter(None, (message, error.next_step)))


def _number(label: str, hint: str) -> forms.CharField:
    control = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
    return forms.CharField(
        label=label, required=False, max_length=40, widget=control, help_text=hint
    )
