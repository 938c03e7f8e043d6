"""Roles: which may own something, and what each may see and do.

An owner is always a role, never a person's name. *May this person*, what a role is called and
whether it can own something are read from ``data/roles.toml``, never written into a view.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from beatwise import data
from beatwise.errors import BadInput, UsageError
from beatwise.fields import REQUIRED, Fields, document


EVERYTHING, OWN_AREA, PUBLISHED = "everything", "own area", "published"
SIGHTS = (EVERYTHING, OWN_AREA, PUBLISHED)
PUBLIC = "public"
# Whose a role is, in the order of forms; a body is one of these's too.
WHOSE: dict[str, str] = {
    "office": "The office",
    "force": "The force",
    "host council": "The host council and its panel",
    "partnership": "Partners",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its name in the table, what people call it, what it sees and what it may do.

    ``owns`` says whether a measure, an action or a register can be its own, ``whose`` of which
    house it is (``WHOSE``).
    """

    name: str
    title: str
    sees: str
    may: frozenset[str]
    owns: bool = False
    whose: str = "partnership"


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
def owner_titles() -> dict[str, str]:
    """Return what the roles that can own something are called, by name, in the table's order."""
    return {role.name: role.title for role in table().values() if role.owns}


def owners_by_house(first: str = "office") -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the roles that can own something, by whose they are; those of ``first`` before all."""
    houses = sorted(WHOSE, key=lambda house: house != first)
    owners = [role for role in table().values() if role.owns]
    groups = [(WHOSE[h], [(r.name, r.title) for r in owners if r.whose == h]) for h in houses]
    return [(title, of_house) for title, of_house in groups if of_house]


@cache
def permissions() -> dict[str, str]:
    """Return every permission and what it allows, in words."""
    with _document() as fields:
        permissions = fields.table("permissions")
        return {name: permissions.text(name) for name in permissions.data}


@cache
def within_a_body() -> dict[str, frozenset[str]]:
    """Return what a role may do within a body, by how the body names it (keepers, readers)."""
    with _document() as fields:
        parts = fields.table("within_a_body")
        return {part: frozenset(parts.texts(part, REQUIRED)) for part in parts.data}


@cache
def guarded() -> frozenset[str]:
    """Return the roles that decide or release: two officers give and recover their accounts."""
    with _document() as fields:
        marks = set(fields.table("two_officers").texts("permissions", REQUIRED))
    return frozenset(role.name for role in table().values() if role.may & marks)


def owner_role(name: str, *, place: str) -> str:
    """Return the role's name when it may own something; raise ``BadInput`` when it may not."""
    if name not in owner_titles():
        raise BadInput(
            f"'{name}' is not a role that can own anything.",
            place=place,
            next_step=f"Give a role, not a person: one of {', '.join(owner_titles())}.",
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


def no_role(name: str) -> str:
    """Return in words that there is no role of a name, and which there are."""
    return f"no role '{name}'; there are: {', '.join(table())}"


def choices() -> list[tuple[str, str]]:
    """Return the roles that an account can have: all but the public."""
    return [(r.name, r.title) for r in table().values() if r.name != PUBLIC]


def _role(name: str, row: Fields) -> Role:
    """Return a role; what is wrong with its row is noted at its line."""
    sees, may = row.one_of("sees", SIGHTS), row.texts("may", REQUIRED)
    for permission in may:
        if permission not in permissions():
            row.fault("may", f"there is no permission '{permission}'.", "Correct its name.")
    whose = row.one_of("whose", tuple(WHOSE)) if row.has("whose") else "partnership"
    role = Role(name, row.text("title"), sees, frozenset(may), row.flag("owns", False), whose)
    row.done()
    return role


def _document() -> Fields:
    return document(data.text("roles.toml"), "roles.toml")
