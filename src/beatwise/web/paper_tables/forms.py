"""The form that takes a table and says how to read it."""

from __future__ import annotations

from typing import Any

from django import forms

from beatwise.accountability.tables import layout as layouts
from beatwise.web.paper_tables import import_options


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

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        chosen = [(name, layouts.load(name).title) for name in layouts.names()]
        self.fields["layout"].choices = [("", "Recognise it"), *sorted(chosen, key=lambda c: c[1])]

    def told(self) -> import_options.Asked:
        """Return what the form tells; ``is_valid`` must have been asked."""
        given = self.cleaned_data
        text = ""
        if own := given.get("own"):
            text = own.read(import_options.LONGEST + 1).decode("utf-8", errors="replace")
        answers = {n: given[n] for n in ("period", "counted_on", "vintage") if given.get(n)}
        return import_options.Asked("" if text else given["layout"], text, answers=answers)
