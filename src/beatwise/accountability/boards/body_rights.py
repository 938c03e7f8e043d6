"""Rights within one body: a role that a body names as keeper or reader, there and nowhere else.

Which role a body names is data of the body; what it may do there stands in ``data/roles.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from beatwise.accountability import roles
from beatwise.accountability.registers.workflow import StateTable
from beatwise.errors import BadInput


NAMED = "bodies.named"
PARTS: dict[str, str] = {
    "keepers": "Who keeps its papers",
    "readers": "Who reads its papers",
}


class Body(Protocol):
    """What of a body says who may do what in it: the roles that it names, and what it draws on."""

    keepers: list[str]
    readers: list[str]
    draws_record: bool


def may_in(person: object, permission: str, body: Body) -> bool:
    """Whether a person may do something in a body: anywhere, or because the body names the role."""
    if roles.may(person, permission):
        return True
    role = roles.role_of(person)
    if NAMED not in role.may:
        return False
    within = roles.within_a_body()
    return any(role.name in getattr(body, part) and permission in within[part] for part in PARTS)


def nameable() -> dict[str, str]:
    """Return the roles that a body can name, by name, with what they are called."""
    return {name: roles.role(name).title for name in roles.holders(NAMED)}


def named_roles(names: Iterable[str], *, place: str) -> list[str]:
    """Return roles that a body names, in the table's order; raise ``BadInput`` for any other."""
    wanted, known = set(names), nameable()
    if others := sorted(wanted - known.keys()):
        raise BadInput(
            f"'{others[0]}' is no role that a body can name.",
            place=place,
            next_step=f"Use roles of: {', '.join(known)}.",
        )
    return [name for name in known if name in wanted]


def check_draws(body: Body) -> None:
    """Raise ``BadInput`` where a role that does not see the plan would read it on an agenda."""
    if not body.draws_record:
        return
    for part in PARTS:
        for name in getattr(body, part):
            if "performance.read" not in roles.role(name).may:
                raise BadInput(
                    f"the {roles.role(name).title.lower()} does not see the plan's record, which "
                    "stands on this agenda.",
                    place=part,
                    next_step="Take the role away, or the plan's record off the agenda.",
                )


def table_in(table: StateTable, body: Body) -> StateTable:
    """Return a state table as it stands in a body: its keepers take every step."""
    if not body.keepers:
        return table
    moves = tuple(
        replace(move, roles=tuple(dict.fromkeys((*move.roles, *body.keepers))))
        for move in table.transitions
    )
    return replace(table, transitions=moves)
