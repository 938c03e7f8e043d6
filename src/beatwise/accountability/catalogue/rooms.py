"""The rooms of an office, read from ``data/rooms.toml``: what people come to do in each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from beatwise import data
from beatwise.fields import Fields, document


REGISTER, DASHBOARD, PLACE, ROOM = "register", "dashboard", "place", "room"


@dataclass(frozen=True, slots=True)
class Room:
    """A room: its name in addresses, its title and a line about it, and what stands in it.

    ``places`` are pages of apps by the names of their addresses; one that no app offers is not
    there.
    """

    name: str
    title: str
    about: str
    places: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    dashboards: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what stands in it, in order: ``place:plan``, ``register:risks``."""
        parts = ((PLACE, self.places), (REGISTER, self.registers), (DASHBOARD, self.dashboards))
        return tuple(key_of(kind, name) for kind, names in parts for name in names)


def key_of(kind: str, name: str) -> str:
    """Return the key by which a line of a room is known."""
    return f"{kind}:{name}"


@cache
def rooms() -> tuple[Room, ...]:
    """Return the rooms, in order; the last takes what stands in none."""
    with document(data.text("rooms.toml"), "rooms.toml") as fields:
        fields.exactly("format", 1)
        every = fields.each("room", _room)
        fields.done()
    return every


@cache
def room_of() -> dict[str, Room]:
    """Return the room of each key."""
    return {key: room for room in rooms() for key in room.keys}


def _room(table: Fields) -> Room:
    room = Room(
        name=table.name("name"),
        title=table.text("title"),
        about=table.text("about"),
        places=table.texts("places"),
        registers=table.texts("registers"),
        dashboards=table.texts("dashboards"),
    )
    table.done()
    return room
