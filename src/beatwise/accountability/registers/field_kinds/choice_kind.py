"""One of a definition's own choices, or several of them."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_CHOICES,
    BY_PART,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field


PARTING = ";"


class ChoiceKind(FieldKind):
    """One choice, held by its words."""

    name = "choice"
    grouped = True
    narrows = BY_CHOICES

    def read(self, field: Field, entry: object) -> Cell:
        """Return the choice as the definition spells it."""
        return _choice(field, entry_words(entry))

    def choices(self, field: Field) -> list[tuple[str, str]]:
        """Return the definition's own."""
        return [(choice, choice) for choice in field.choices]

    def faults(self, field: Field) -> Iterator[tuple[str, str]]:
        """Yield that there is nothing to choose."""
        if not field.choices:
            yield "a choice of nothing", "kind"


class SeveralKind(ChoiceKind):
    """Several choices, held as text in the order of the definition: ``Press; Leaflet``."""

    name = "several"
    computed = False
    narrows = BY_PART

    def read(self, field: Field, entry: object) -> Cell:
        """Return the choices, each once; a list, or text with semicolons between them."""
        parts = entry if isinstance(entry, list) else entry_words(entry).split(PARTING)
        words = [str(part).strip() for part in parts]
        chosen_ones = {_choice(field, each) for each in words if each}
        ordered = [choice for choice in field.choices if choice in chosen_ones]
        return f"{PARTING} ".join(ordered) or None

    def faults(self, field: Field) -> Iterator[tuple[str, str]]:
        """Yield choices that could not be told apart in a cell."""
        yield from super().faults(field)
        for choice in field.choices:
            if PARTING in choice:
                yield f"'{choice}' has a semicolon, which stands between choices", "choices"


def parts(value: Cell) -> list[str]:
    """Return the single choices of several."""
    return [part.strip() for part in str(value or "").split(PARTING) if part.strip()]


def _choice(field: Field, words: str) -> str:
    for choice in field.choices:
        if choice.lower() == words.lower():
            return choice
    raise refusal(
        field, f"'{words}' is not a choice", f"Choose one of: {', '.join(field.choices)}."
    )
