"""The registry: what the apps offer, each kind of plug-in by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.registry.entries import Entries
from beatwise.web.registry.plug_ins import (
    AddressOf,
    AgendaLines,
    Areas,
    Changeable,
    Check,
    Chore,
    Closed,
    ExportList,
    FirstStep,
    GivenUp,
    Hides,
    ImportKind,
    Limits,
    Place,
    Preparation,
    Search,
    SearchResult,
    Takers,
    Texts,
    Waiting,
)


A_KEY = "1"  # of no thing in particular: whether a kind's pages are open hangs on the role


class Registry:
    """What the apps offer: lines of navigation, searches, checks, parts of the API, lists.

    ``things`` leads from how the history names a thing (``action/7``) to its address, by kind;
    ``changeable`` are the kinds whose fields only a board changes; ``listings`` are the lists that
    can be had as files; ``chores`` are what the worker does again and again, ``imports`` what it
    can import, ``jobs`` what it does of a job that it gives up, by the job's path; ``routers`` are
    parts of the API, by prefix, as dotted paths so that they are imported only when the API is;
    ``preparations`` are what each process that serves pages works out before it is asked;
    ``agenda_lines`` go by the kind of item (``accountability.boards.agenda_template``);
    ``first_steps`` are what an empty office needs. ``searches``, ``texts``, ``takers``,
    ``waiting``, ``hides``, ``closed``, ``areas`` and ``limits`` go by the app's name.
    """

    def __init__(self) -> None:
        self.apps: set[str] = set()
        self.places = Entries[Place]("line of navigation")
        self.first_steps = Entries[FirstStep]("first step")
        self.searches = Entries[Search]("search")
        self.texts = Entries[Texts]("text that is searched")
        self.closed = Entries[Closed]("list of what is closed")
        self.waiting = Entries[Waiting]("list of what waits")
        self.hides = Entries[Hides]("list of what is switched off")
        self.checks = Entries[Check]("check")
        self.routers = Entries[str]("part of the API")
        self.things = Entries[AddressOf]("address of a thing")
        self.families = Entries[AddressOf]("address of things of a family")
        self.changeable = Entries[Changeable]("changeable kind")
        self.listings = Entries[ExportList]("list")
        self.areas = Entries[Areas]("source of areas")
        self.limits = Entries[Limits]("source of approval limits")
        self.chores = Entries[Chore]("chore")
        self.preparations = Entries[Preparation]("preparation")
        self.imports = Entries[ImportKind]("kind of import")
        self.import_families = Entries[Callable[[str], ImportKind]]("family of imports")
        self.takers = Entries[Takers]("taker of rows")
        self.jobs = Entries[GivenUp]("job")
        self.agenda_lines = Entries[AgendaLines]("source of an agenda's lines")

    def of(self, app: str) -> Offers:
        """Return where an app, by the name of its package, adds what it offers."""
        return Offers(self, app)

    def navigation(self, person: Person) -> list[Place]:
        """Return the lines this person sees, in order."""
        places = [place for place in self.places.values() if place.is_for(person)]
        return sorted(places, key=lambda place: (place.order, place.words))

    def search(self, person: Person, words: str, most: int) -> list[SearchResult]:
        """Return what every app's search comes upon, at most so many of each."""
        hits = (hit for search in self.searches.values() for hit in search(person, words, most))
        hidden = self._hidden(person)
        return [hit for hit in hits if not hit.address.startswith(hidden)]

    def known_areas(self) -> list[str]:
        """Return the name of every area that anything in the office is about."""
        names = {name for areas in self.areas.values() for name in areas()}
        return sorted(names - {""})

    def tasks(self, person: Person, looked: dt.datetime | None) -> list[Task]:
        """Return what waits for a person in every app; ``looked`` is when they last did."""
        tasks = (task for waiting in self.waiting.values() for task in waiting(person, looked))
        hidden = self._hidden(person)
        return [task for task in tasks if not task.address.startswith(hidden)]

    def limits_on(self, day: dt.date) -> dict[str, int]:
        """Return the approval limits in force on a day, in pence, by what they cover."""
        sources = [limits(day) for limits in self.limits.values()]
        return {covers: most for each in sources for covers, most in each.items()}

    def _hidden(self, person: Person) -> tuple[str, ...]:
        """Return how the addresses begin of what is switched off for a person."""
        return tuple(start for hides in self.hides.values() for start in hides(person))

    def linked_kinds(self, person: Person) -> list[str]:
        """Return the kinds of thing whose pages are open to a person."""
        return [kind for kind in self.things if self.things[kind](person, A_KEY) is not None]

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

    def import_kind(self, kind: str) -> ImportKind | None:
        """Return how the worker does imports of a kind; ``None`` where it does none."""
        if kind in self.imports:
            return self.imports[kind]
        for start, kind_of in self.import_families.items():
            if kind.startswith(start):
                return kind_of(kind)
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

    def first_step(self, step: FirstStep) -> None:
        """Offer something to be done once before an office can be worked in."""
        self._add().first_steps.add(step.words, step)

    def search(self, search: Search, texts: Texts) -> None:
        """Offer the app's search, and the texts it looks through, for the office's vocabulary."""
        self._add().searches.add(self._app, search)
        self._registry.texts.add(self._app, texts)

    def waiting(self, waiting: Waiting) -> None:
        """Offer what waits for a person in the app."""
        self._add().waiting.add(self._app, waiting)

    def closed(self, closed: Closed) -> None:
        """Offer the condition of lines of the history that are closed to a person."""
        self._add().closed.add(self._app, closed)

    def hides(self, hides: Hides) -> None:
        """Offer what is switched off for a person: it leaves search, tasks, letters and feeds."""
        self._add().hides.add(self._app, hides)

    def areas(self, areas: Areas) -> None:
        """Offer the names of the areas that the app's records are about."""
        self._add().areas.add(self._app, areas)

    def limits_of(self, limits: Limits) -> None:
        """Offer the approval limits in force on a day."""
        self._add().limits.add(self._app, limits)

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

    def preparation(self, name: str, preparation: Preparation) -> None:
        """Offer what each server process works out ahead, a step at a time."""
        self._add().preparations.add(name, preparation)

    def imports(self, kind: str, importer: ImportKind) -> None:
        """Offer a kind of import to the worker."""
        self._add().imports.add(kind, importer)

    def import_family(self, start: str, kind_of: Callable[[str], ImportKind]) -> None:
        """Offer every kind of import that begins so to the worker."""
        self._add().import_families.add(start, kind_of)

    def takers(self, takers: Takers) -> None:
        """Offer the lists of the app that would take rows which stayed outside elsewhere."""
        self._add().takers.add(self._app, takers)

    def job(self, path: str, given_up: GivenUp) -> None:
        """Offer what is done of a job, by its path, when the worker has ended too often at it."""
        self._add().jobs.add(path, given_up)

    def agenda_lines(self, kind: str, lines: AgendaLines) -> None:
        """Offer the lines of the items of a kind that stand on bodies' own agendas."""
        self._add().agenda_lines.add(kind, lines)


registry = Registry()
