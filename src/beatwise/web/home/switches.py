"""Switch off what a body does not use: it leaves the rooms, the home page and the search.

Nothing is deleted and nobody loses a right: an address that is known still opens.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from django.core.cache import caches
from django.urls import NoReverseMatch, reverse

from beatwise.accountability import roles
from beatwise.accountability.catalogue.rooms import DASHBOARD, REGISTER, ROOM, room_of, rooms
from beatwise.accountability.roles import Person
from beatwise.errors import BadInput, Refused
from beatwise.web.history import audit
from beatwise.web.home.models import SwitchedOff


PERMISSION = "registers.define"
EVERYBODY = ""
_CACHE, _SECONDS = "switched_off", 60
Rows = tuple[tuple[str, str], ...]


def keys_off(role: str) -> frozenset[str]:
    """Return the keys that are switched off for a role, or for everybody."""
    return frozenset(key for key, whose in _rows() if whose in (EVERYBODY, role))


def own_keys_off(role: str) -> frozenset[str]:
    """Return the keys that are switched off for just this role; ``""`` is everybody."""
    return frozenset(key for key, whose in _rows() if whose == role)


def hidden(person: Person) -> tuple[str, ...]:
    """Return how the addresses begin of what is switched off for a person."""
    addresses = (address_of(key) for key in sorted(keys_off(roles.role_of(person).name)))
    return tuple(address for address in addresses if address)


@lru_cache(maxsize=2048)  # asked for on every page, and the same while the office runs
def address_of(key: str) -> str | None:
    """Return where a line of a room leads; ``None`` for a page that no app offers."""
    kind, _, name = key.partition(":")
    if kind == ROOM:
        return reverse("room", args=[name])
    if kind == REGISTER:
        return reverse("records", args=[name])
    if kind == DASHBOARD:
        return reverse("dashboard", args=[name])
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def switchable() -> list[str]:
    """Return the keys that may be switched off: all but the last room's, where this is done."""
    return [key for room in rooms()[:-1] for key in room.keys if address_of(key)]


def switch(*, off: Collection[str], role: str, by: Person) -> None:
    """Switch off just these keys for a role, or for everybody where ``role`` is empty.

    Raises ``Refused`` without the permission, ``BadInput`` for what no room has and for no role.
    """
    if not roles.may(by, PERMISSION):
        raise Refused("your role does not set this up.", next_step="Ask a governance officer.")
    if unknown := sorted(set(off) - room_of().keys()):
        raise BadInput(
            f"no room has '{unknown[0]}'.", place="off", next_step="Choose from the list."
        )
    if role and role not in roles.table():
        raise BadInput(f"there is no role '{role}'.", place="role", next_step="Choose one.")
    with audit.changing():
        rows = SwitchedOff.objects.select_for_update().filter(role=role)
        before = sorted(row.key for row in rows)
        if before == sorted(off):
            return
        for row in rows:
            if row.key not in off:
                row.delete()
        for key in sorted(set(off) - set(before)):
            SwitchedOff.objects.create(key=key, role=role)
        who = role or "everybody"
        audit.write("rooms.switch", f"rooms/{who}", by=by,
                    before={"off": before}, after={"off": sorted(off)})  # fmt: skip
    caches["near"].delete(_CACHE)


def _rows() -> Rows:
    """Return every switch; asked of the database once a minute and after each change here."""
    known: Rows | None = caches["near"].get(_CACHE)
    if known is None:
        known = tuple(SwitchedOff.objects.values_list("key", "role"))
        caches["near"].set(_CACHE, known, _SECONDS)
    return known
