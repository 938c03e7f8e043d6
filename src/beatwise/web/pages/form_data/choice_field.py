"""A text with choices beneath it: one is chosen, found by its first letters, or another typed."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms


class ChoicesInput(forms.TextInput):
    """A line of text that offers choices and takes any other."""

    template_name = "pages/form/choices_input.html"

    def __init__(self, options: Sequence[str], attrs: dict[str, str] | None = None):
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options = tuple(options)

    def get_context(
        self, name: str, value: object, attrs: dict[str, object] | None
    ) -> dict[str, object]:
        """Return what the template needs, the choices among it."""
        listed = {"list": f"{name}_choices"} if self.options else {}
        context: dict[str, object] = super().get_context(name, value, {**(attrs or {}), **listed})
        return {**context, "options": self.options}
