"""The form that loads a register's definition."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from beatwise.web.registers.loading.actions import LONGEST


class DefinitionForm(forms.Form):
    """A register's document, and why where it takes the place of another."""

    file = forms.FileField(
        label="Document (TOML)",
        help_text="Begin with the document of a register that is there, from its Rules page.",
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Needed where it takes the place of one that is there. Kept in the history.",
    )

    def text(self) -> str:
        """Return the document; ``is_valid`` must have been asked."""
        file: UploadedFile = self.cleaned_data["file"]
        return str(file.read(LONGEST + 1).decode("utf-8", errors="replace"))
