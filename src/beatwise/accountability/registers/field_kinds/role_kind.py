"""A role of the office, held by its name in the table of roles."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.registers.field_kinds.field_kind import (
    BY_CHOICES,
    Cell,
    FieldKind,
    entry_words,
    refusal,
)
from beatwise.accountability.registers.register_definition import Field


class RoleKind(FieldKind):
    """A role, never a person."""

    name = "role"
    grouped = True
    narrows = BY_CHOICES

    def read(self, field: Field, entry: object) -> Cell:
        """Return the role's name for its name or title."""
        for role in roles.table().values():
            if entry_words(entry).lower() in (role.name.lower(), role.title.lower()):
                return role.name
        titles = ", ".join(title for _, title in roles.choices())
        raise refusal(field, f"'{entry}' is not a role", f"Choose one of: {titles}.")

    def words(self, field: Field, value: Cell) -> str:
        """Return the role's title."""
        return roles.role(str(value)).title

    def choices(self, field: Field) -> list[tuple[str, str]]:
        """Return the roles that can own something."""
        return roles.choices()
