"""Roles: which may own something, and what each may see and do.

An owner is always a role, never a person's name. *May this person* is read from
``data/roles.toml``, never written into a view. What a role is called is said once: in
``OWNER_ROLES`` for those that can own something, in the table for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from beatwise import data
from beatwise.errors import BadInput, UsageError
from beatwise.fields import REQUIRED, Fields, document


EVERYTHING, OWN_AREA, PUBLISHED = "everything", "own area", "published"
PUBLIC = "public"

OWNER_ROLES: dict[str, str] = {
    "commissioner": "Commissioner",
    "deputy": "Deputy commissioner",
    "performance": "Performance officer",
    "commissioning": "Commissioning officer",
    "governance": "Governance officer",
    "force_liaison": "Force liaison officer",
    "partner": "Partner",
    "evaluator": "Independent evaluator",
    "patrol_supervisor": "Patrol supervisor",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its name in the table, what people call it, what it sees and what it may do."""

    name: str
    title: str
    sees: str
    may: frozenset[str]


class Person(Protocol):
    """Someone with an account: who asks for a page, or by whom a change is made.

    An action's ``by`` is a person, too. A visitor who has not signed in has no role and no area;
    ``role_of`` and ``may`` therefore take any object and treat such a visitor as the public.
    """

    @property
    def pk(self) -> int:
        """The account's number."""

    @property
    def role(self) -> str:
        """The name of the person's role in the table."""

    @property
    def area(self) -> str:
        """The code or label of the area a partner sees; empty for those who see everything."""

    @property
    def is_active(self) -> bool:
        """Whether the account is open."""

    @property
    def is_authenticated(self) -> bool:
        """Whether the person has signed in: always so for an account."""


@cache
def table() -> dict[str, Role]:
    """Return the roles by name, in the table's order."""
    with _document() as fields:
        roles = fields.table("roles")
        return {name: _role(name, roles.table(name)) for name in roles.data}


@cache
def permissions() -> dict[str, str]:
    """Return every permission and what it allows, in words."""
    with _document() as fields:
        permissions = fields.table("permissions")
        return {name: permissions.text(name) for name in permissions.data}


@cache
def guarded() -> frozenset[str]:
    """Return the roles that decide or release: two officers give and recover their accounts."""
    with _document() as fields:
        marks = set(fields.table("two_officers").texts("permissions", REQUIRED))
    return frozenset(role.name for role in table().values() if role.may & marks)


def owner_role(name: str, *, place: str) -> str:
    """Return the role's name when it may own something; raise ``BadInput`` when it may not."""
    if name not in OWNER_ROLES:
        raise BadInput(
            f"'{name}' is not a role that can own anything.",
            place=place,
            next_step=f"Give a role, not a person: one of {', '.join(OWNER_ROLES)}.",
        )
    return name


def role(name: str) -> Role:
    """Return a role; raise ``UsageError`` when the table has none of that name."""
    try:
        return table()[name]
    except KeyError:
        raise UsageError(
            f"there is no role '{name}'.",
            place="role",
            next_step=f"Choose one of: {', '.join(table())}.",
        ) from None


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as a plain value: what their role and area let them see, to remember answers by."""

    pk: int
    role: str
    area: str
    is_active: bool = True
    is_authenticated: bool = True


def reader(person: Person) -> Reader:
    """Return a person as a plain value."""
    return Reader(person.pk, person.role, person.area, person.is_active)


def any_reader_like(person: Person) -> Reader:
    """Return anybody of a person's role and area: what all of them see may be remembered once."""
    return Reader(0, person.role, person.area, person.is_active)


def role_of(person: object) -> Role:
    """Return a person's role; a visitor and a closed account are the public."""
    if not getattr(person, "is_active", False):
        return role(PUBLIC)
    return role(getattr(person, "role", PUBLIC))


def may(person: object, permission: str) -> bool:
    """Whether the person's role holds the permission."""
    return permission in role_of(person).may


def holders(permission: str) -> tuple[str, ...]:
    """Return the roles that hold a permission, in the table's order."""
    return tuple(role.name for role in table().values() if permission in role.may)


def choices() -> list[tuple[str, str]]:
    """Return the roles that an account can have: all but the public."""
    return [(r.name, r.title) for r in table().values() if r.name != PUBLIC]


def _role(name: str, row: Fields) -> Role:
    if (name in OWNER_ROLES) == row.has("title"):
        row.fault("title", f"the role '{name}' must have its title in one place.")
    title = OWNER_ROLES.get(name) or row.text("title")
    return Role(name, title, row.text("sees"), frozenset(row.texts("may", REQUIRED)))


def _document() -> Fields:
    return document(data.text("roles.toml"), "roles.toml")
