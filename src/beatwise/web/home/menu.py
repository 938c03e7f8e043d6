"""The rooms as a person sees them: only what their role opens, and what is not switched off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest

from beatwise.accountability import roles
from beatwise.accountability.catalogue.rooms import (
    DASHBOARD,
    PLACE,
    REGISTER,
    ROOM,
    Room,
    key_of,
    rooms,
)
from beatwise.accountability.roles import Person
from beatwise.web.dashboards import selectors as dashboards
from beatwise.web.home import switches
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registry import registry


HOME = "home"
LINES_ON_HOME = 4  # lines of a room on the home page; the room's own page has them all


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of a room: what it is called, where it leads, and what is there."""

    key: str
    title: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class MenuRoom:
    """A room with the lines that a person sees."""

    name: str
    title: str
    about: str
    lines: tuple[MenuLine, ...]

    @property
    def address(self) -> str:
        """Where the room leads: to its page, or to its one line."""
        if len(self.lines) == 1:
            return self.lines[0].address
        return _address(key_of(ROOM, self.name))

    @property
    def first(self) -> tuple[MenuLine, ...]:
        """The lines that the home page shows."""
        return self.lines[:LINES_ON_HOME]

    def holds(self, path: str) -> int:
        """Return how much of a page's address is the room's: 0 for none of it."""
        addresses = [self.address, *(line.address for line in self.lines)]
        return max((len(each) for each in addresses if path.startswith(each)), default=0)


def menu_of(request: HttpRequest) -> list[MenuRoom]:
    """Return the rooms of who asks, worked out once a page: its head and its body show them."""
    if not hasattr(request, "menu"):
        request.menu = menu(request.user)
    rooms_here: list[MenuRoom] = request.menu
    return rooms_here


def menu(person: Person) -> list[MenuRoom]:
    """Return the rooms in which a person sees anything, with their lines, in order."""
    lines = {line.key: line for line in _lines(person)}
    off = switches.keys_off(roles.role_of(person).name)
    placed = {key for room in rooms() for key in room.keys}
    strays = tuple(line for key, line in lines.items() if key not in placed)
    visible_rooms = []
    for room in rooms():
        lines_here = tuple(lines[key] for key in room.keys if key in lines and key not in off)
        if room is rooms()[-1]:
            lines_here = (*lines_here, *strays)
        if lines_here:
            visible_rooms.append(MenuRoom(room.name, room.title, room.about, lines_here))
    return visible_rooms


def titles(room: Room) -> Mapping[str, str]:
    """Return the title of each key of a room that leads anywhere, whoever may open it."""
    known, places = definitions(), {each.url_name: each.words for each in registry.places.values()}
    by_key: dict[str, str] = {}
    for key in room.keys:
        kind, _, name = key.partition(":")
        if kind == REGISTER and name in known:
            by_key[key] = known[name].title
        elif kind == DASHBOARD:
            by_key[key] = f"Dashboard: {_dashboard_titles()[name][0]}"
        elif name in places:
            by_key[key] = places[name]
    return by_key


def _lines(person: Person) -> Iterator[MenuLine]:
    for place in registry.navigation(person):
        if place.url_name != HOME:
            key = key_of(PLACE, place.url_name)
            yield MenuLine(key, place.words, _address(key))
    for slug, register in definitions().items():
        if register.reads(person):
            key = key_of(REGISTER, slug)
            yield MenuLine(key, register.title, _address(key), register.about)
    if roles.may(person, "performance.read"):
        for name, (title, about) in _dashboard_titles().items():
            key = key_of(DASHBOARD, name)
            yield MenuLine(key, f"Dashboard: {title}", _address(key), about)


def _address(key: str) -> str:
    """Return where a line leads whose page is known to be there."""
    address = switches.address_of(key)
    assert address is not None, key
    return address


@cache
def _dashboard_titles() -> dict[str, tuple[str, str]]:
    """Return title and words of the dashboards that come along and stand in a room."""
    names = [name for room in rooms() for name in room.dashboards]
    return {name: dashboards.shipped_titles()[name] for name in names}
