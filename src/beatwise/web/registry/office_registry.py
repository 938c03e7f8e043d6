"""The registry: what the apps offer, each kind of plug-in by name."""

from __future__ import annotations

import datetime as dt

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.registry.entries import Entries
from beatwise.web.registry.plug_ins import (
    AddressOf,
    Changeable,
    Check,
    Chore,
    ExportList,
    Place,
    Search,
    SearchResult,
    Waiting,
)


class Registry:
    """What the apps offer: lines of navigation, searches, checks, parts of the API, lists.

    ``things`` leads from how the history names a thing (``action/7``) to its address, by kind;
    ``changeable`` are the kinds whose fields only a board changes; ``listings`` are the lists that
    can be had as files; ``chores`` are what the worker does again and again; ``routers`` are parts
    of the API, by prefix, as dotted paths so that they
    are imported only when the API is. ``searches`` and ``waiting`` go by the app's name.
    """

    def __init__(self) -> None:
        self.apps: set[str] = set()
        self.places = Entries[Place]("line of navigation")
        self.searches = Entries[Search]("search")
        self.waiting = Entries[Waiting]("list of what waits")
        self.checks = Entries[Check]("check")
        self.routers = Entries[str]("part of the API")
        self.things = Entries[AddressOf]("address of a thing")
        self.families = Entries[AddressOf]("address of things of a family")
        self.changeable = Entries[Changeable]("changeable kind")
        self.listings = Entries[ExportList]("list")
        self.chores = Entries[Chore]("chore")

    def of(self, app: str) -> Offers:
        """Return where an app, by the name of its package, adds what it offers."""
        return Offers(self, app)

    def navigation(self, person: Person) -> list[Place]:
        """Return the lines this person sees, in order."""
        places = [place for place in self.places.values() if place.is_for(person)]
        return sorted(places, key=lambda place: (place.order, place.words))

    def search(self, person: Person, words: str, most: int) -> list[SearchResult]:
        """Return what every app's search comes upon, at most so many of each."""
        return [hit for search in self.searches.values() for hit in search(person, words, most)]

    def tasks(self, person: Person, looked: dt.datetime | None) -> list[Task]:
        """Return what waits for a person in every app; ``looked`` is when they last did."""
        return [task for waiting in self.waiting.values() for task in waiting(person, looked)]

    def address(self, person: Person, kind: str, key: str) -> str | None:
        """Return where a thing is shown to a person; ``None`` when it is shown nowhere to them.

        The history names things that have no page (``export/7``), so a kind may be unknown here.
        """
        if kind in self.things:
            return self.things[kind](person, key)
        for start, address_of in self.families.items():
            if kind.startswith(start):
                return address_of(person, f"{kind}/{key}")
        return None


class Offers:
    """Where one app adds what it offers; each method refuses a name that is there already."""

    def __init__(self, registry: Registry, app: str):
        self._registry, self._app = registry, app

    def _add(self) -> Registry:
        """Note that the app offers something, and return the registry to add it to."""
        self._registry.apps.add(self._app)
        return self._registry

    def place(self, place: Place) -> None:
        """Offer a line of navigation."""
        self._add().places.add(place.words, place)

    def search(self, search: Search) -> None:
        """Offer the app's search."""
        self._add().searches.add(self._app, search)

    def waiting(self, waiting: Waiting) -> None:
        """Offer what waits for a person in the app."""
        self._add().waiting.add(self._app, waiting)

    def check(self, name: str, check: Check) -> None:
        """Offer a check of the app's records."""
        self._add().checks.add(name, check)

    def router(self, prefix: str, path: str) -> None:
        """Offer a part of the API: its addresses begin with ``prefix``."""
        self._add().routers.add(prefix, path)

    def thing(self, kind: str, address_of: AddressOf) -> None:
        """Offer the addresses of a kind of thing."""
        self._add().things.add(kind, address_of)

    def family(self, start: str, address_of: AddressOf) -> None:
        """Offer the addresses of all kinds that begin so; the key is ``kind/key``."""
        self._add().families.add(start, address_of)

    def changeable(self, kind: str, changeable: Changeable) -> None:
        """Offer a kind of thing whose fields only a board changes."""
        self._add().changeable.add(kind, changeable)

    def listing(self, name: str, listing: ExportList) -> None:
        """Offer a list as a file."""
        self._add().listings.add(name, listing)

    def chore(self, name: str, chore: Chore) -> None:
        """Offer something that the worker does again and again."""
        self._add().chores.add(name, chore)


registry = Registry()
