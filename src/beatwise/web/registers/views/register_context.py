"""The template context that every page of a register shares."""

from __future__ import annotations

from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person


def register_context(definition: Definition, person: Person) -> dict[str, object]:
    """Return the register's definition, and whether this person writes and sees all of it."""
    return {
        "register": definition,
        "writes": definition.writes(person),
        "sees_all": definition.sees_all(person),
    }
