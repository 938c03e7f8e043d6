"""The form that loads a register's definition."""

from __future__ import annotations

from typing import Any

from django import forms

from beatwise.web.pages.forms import OwnDocumentForm
from beatwise.web.registers.loading.actions import LONGEST


class DefinitionForm(OwnDocumentForm):
    """A register's document: a file, and after a look at it the text that was looked at."""

    longest = LONGEST
    file = forms.FileField(
        label="Document (TOML)",
        help_text="Begin with the document of a register that is there, from its Rules page.",
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["file"].required = "text" not in self.data

    def text(self) -> str:
        """Return the document, from the file or as it was looked at."""
        return str(self.data["text"]) if "text" in self.data else super().text()
