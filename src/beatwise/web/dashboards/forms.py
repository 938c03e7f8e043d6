"""The form that loads a dashboard."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from beatwise.web.dashboards.dashboard_definition import LONGEST


class DashboardForm(forms.Form):
    """A dashboard's document, and why where it takes the place of another."""

    file = forms.FileField(
        label="Document (TOML)", help_text="A title, and panels of measures the office has."
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Needed where it replaces one of that name. Kept in the history.",
    )

    def text(self) -> str:
        """Return the document; ``is_valid`` must have been asked."""
        file: UploadedFile = self.cleaned_data["file"]
        return str(file.read(LONGEST + 1).decode("utf-8", errors="replace"))
