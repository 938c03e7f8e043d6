"""Choices in forms: a list of which one is chosen, or a text with choices beneath it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def select_field(
    label: str, choices: Mapping[str, str], *, needed: bool = True, hint: str = ""
) -> forms.ChoiceField:
    """Return a field that takes one of a few words, each with its title; at first none of them."""
    first = ("", f"Choose: {label.lower()}" if needed else "None")
    return forms.ChoiceField(
        label=label, choices=[first, *choices.items()], required=needed, help_text=hint
    )
