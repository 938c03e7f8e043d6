"""The form that takes a table and says how to read it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile

from beatwise.accountability.tables.column_rules import QUESTIONS
from beatwise.web.paper_tables.import_options import LONGEST, ImportOptions, shipped_layouts
from beatwise.web.paper_tables.outcome import Outcome


class AnswersForm(forms.Form):
    """What a layout may ask for besides the table."""

    period = forms.CharField(
        label="Period of the latest values",
        required=False,
        max_length=60,
        help_text="For a printed dashboard: July 2025 to June 2026, say. Empty: not stated.",
    )
    counted_on = forms.CharField(
        label="Day of values counted on a day",
        required=False,
        max_length=20,
        help_text="For a printed dashboard: 2025-12-31.",
    )
    vintage = forms.CharField(
        label="Known so since",
        required=False,
        max_length=20,
        help_text="The day of the return, where a later one may restate its values: 2026-01-21.",
    )

    def answers(self) -> dict[str, str]:
        """Return what was answered; call it after ``is_valid``."""
        return {name: self.cleaned_data[name] for name in QUESTIONS if self.cleaned_data.get(name)}


class SettingsForm(AnswersForm):
    """What the preview of a table finds missing, or read by a layout among several that fit."""

    layout = forms.ChoiceField(
        label="Layout", required=False, help_text="Several layouts have columns like these."
    )
    field_order = ("layout", *QUESTIONS)

    def __init__(
        self, outcome: Outcome, data: Mapping[str, str] | None = None, answers: object = None
    ):
        known = {**(dict(answers) if isinstance(answers, Mapping) else {})}
        own = outcome.layout
        super().__init__(data, initial=known | {"layout": own.name if own else ""})
        self.fields["layout"].choices = [(e.name, e.title) for e in (own, *outcome.others) if e]
        if not outcome.others or not own:
            del self.fields["layout"]
        if not outcome.brings_values:
            for name in QUESTIONS:
                del self.fields[name]

    def choice(self) -> str:
        """Return the layout that was chosen; empty where there is none to choose."""
        return str(self.cleaned_data.get("layout", ""))


class TableForm(AnswersForm):
    """A table to import, its layout, and what a layout may ask for."""

    file = forms.FileField(
        label="CSV, OpenDocument or Excel file",
        help_text="The table is found by its column headings.",
    )
    layout = forms.ChoiceField(
        label="Layout", required=False, help_text="Leave it to be recognised by the headings."
    )
    own = forms.FileField(
        label="Own layout (TOML)",
        required=False,
        help_text="A document of your own, used instead of those that come with Beatwise.",
    )
    field_order = ("file", "layout", "own", *QUESTIONS)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        files: Mapping[str, UploadedFile] | None = None,
        initial: Mapping[str, str] | None = None,
    ):
        super().__init__(data, files, initial=initial)
        titles = [(layout.name, layout.title) for layout in shipped_layouts()]
        self.fields["layout"].choices = [("", "Recognise it"), *sorted(titles, key=lambda c: c[1])]

    def options(self) -> ImportOptions:
        """Return how the table is to be read; call it after ``is_valid``."""
        cells = self.cleaned_data
        text = ""
        if own := cells.get("own"):
            text = own.read(LONGEST + 1).decode("utf-8", errors="replace")
        return ImportOptions("" if text else cells["layout"], text, answers=self.answers())
