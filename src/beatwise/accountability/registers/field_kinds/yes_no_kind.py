"""Yes or no, held as true or false."""

from __future__ import annotations

from beatwise.accountability.formulas.syntax import YES_NO
from beatwise.accountability.formulas.working import Value
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_CHOICES,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field


_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


class YesNoKind(FieldKind):
    """Yes or no."""

    name = "yes_no"
    means = YES_NO
    grouped = True
    narrows = BY_CHOICES

    def read(self, field: Field, entry: object) -> Cell:
        """Return true or false."""
        if isinstance(entry, bool):
            return entry
        words = entry_words(entry).lower()
        if words not in _YES | _NO:
            raise refusal(field, f"'{entry}' is neither yes nor no", "Write Yes or No.")
        return words in _YES

    def words(self, field: Field, value: Cell) -> str:
        """Return Yes or No."""
        return "Yes" if value else "No"

    def formula_value(self, field: Field, value: Cell) -> Value:
        """Return true or false."""
        return bool(value)

    def choices(self, field: Field) -> list[tuple[str, str]]:
        """Return both."""
        return [("yes", "Yes"), ("no", "No")]
