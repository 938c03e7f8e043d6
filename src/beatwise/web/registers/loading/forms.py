"""The form that loads a register's definition."""

from __future__ import annotations

from django import forms

from beatwise.web.pages.forms import OwnDocumentForm
from beatwise.web.registers.loading.actions import LONGEST


class DefinitionForm(OwnDocumentForm):
    """A register's document."""

    longest = LONGEST
    file = forms.FileField(
        label="Document (TOML)",
        help_text="Begin with the document of a register that is there, from its Rules page.",
    )
