"""The template context that every page of a register shares."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.registers.register_definition import Definition
from beatwise.accountability.roles import Person


def register_context(definition: Definition, person: Person) -> dict[str, object]:
    """Return the definition, its owner, and whether this person writes and sees all of it."""
    return {
        "register": definition,
        "owner": roles.role(definition.owner).title,
        "writes": definition.writes(person),
        "sees_all": definition.sees_all(person),
    }
