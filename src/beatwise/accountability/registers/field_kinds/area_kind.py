"""An area that the office knows, held by its name."""

from __future__ import annotations

from collections.abc import Iterable

from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_HELD,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field
from beatwise.cell_text import heading_key


LONGEST = 80


class AreaKind(FieldKind):
    """The name of an area, in one spelling."""

    name = "area"
    computed = False
    grouped = True
    narrows = BY_HELD

    def read(self, field: Field, entry: object) -> Cell:
        """Return the name on one line, its spaces closed up."""
        words = " ".join(entry_words(entry).split())
        if len(words) > LONGEST:
            raise refusal(field, f"is longer than {LONGEST} characters", "Give the area's name.")
        return words


def spelt(words: object, known: Iterable[str]) -> object:
    """Return a name as the office spells it; one that it does not know stays as it is."""
    wanted = heading_key(str(words))
    return next((name for name in known if heading_key(name) == wanted), words)
