"""The form that takes a table and says how to read it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile

from beatwise.accountability.tables import layout as layouts
from beatwise.web.paper_tables.import_options import LONGEST, ImportOptions


class TableForm(forms.Form):
    """A table to take in, its layout, and what a layout may ask for."""

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
        help_text="A document of your own, used instead of those that come along.",
    )
    period = forms.CharField(
        label="Period of the latest values",
        required=False,
        max_length=40,
        help_text="For a printed dashboard: 2025/26 Q3 or 2025-01:2025-12. Empty: not stated.",
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

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        files: Mapping[str, UploadedFile] | None = None,
    ):
        super().__init__(data, files)
        titles = [(name, layouts.load(name).title) for name in layouts.names()]
        self.fields["layout"].choices = [("", "Recognise it"), *sorted(titles, key=lambda c: c[1])]

    def options(self) -> ImportOptions:
        """Return how the table is to be read; call it after ``is_valid``."""
        cells = self.cleaned_data
        text = ""
        if own := cells.get("own"):
            text = own.read(LONGEST + 1).decode("utf-8", errors="replace")
        answers = {n: cells[n] for n in ("period", "counted_on", "vintage") if cells.get(n)}
        return ImportOptions("" if text else cells["layout"], text, answers=answers)
