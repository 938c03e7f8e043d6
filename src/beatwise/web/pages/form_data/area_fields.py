"""An area in a form: chosen among those that the office knows, or another one, written."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms


LONGEST = 80
_ANOTHER = "One that nothing in the office is about yet, by its code or name."


class AreaForm(forms.Form):
    """A form with one area, which ``clean`` gives as ``area`` however it was said."""

    def offer_areas(self, known: Iterable[str], *, hint: str) -> None:
        """Add the fields: a choice and a line beside it, or the line alone where none is known."""
        now = str(self.initial.get("area") or "")
        names = sorted({*known, now} - {""})
        if not names:  # the first is written
            self.fields["area"] = _line("Area", f"{hint} Its code or name.")
            return
        self.fields["area"] = forms.ChoiceField(
            label="Area",
            required=False,
            choices=[("", "None"), *((name, name) for name in names)],
            help_text=hint,
        )
        self.fields["new_area"] = _line("Another area", _ANOTHER)

    def clean(self) -> dict[str, object]:
        """Put the one area that was chosen or written into ``area``."""
        cleaned = super().clean() or {}
        known_area, new_area = cleaned.get("area", ""), cleaned.pop("new_area", "")
        if known_area and new_area and known_area == self.initial.get("area"):
            known_area = ""  # it stood there, and another is written
        if known_area and new_area:
            self.add_error("new_area", "Choose an area or write another, not both.")
        return {**cleaned, "area": known_area or new_area}


def _line(label: str, hint: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST, help_text=hint)
