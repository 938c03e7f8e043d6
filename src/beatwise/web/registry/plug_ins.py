"""What an app can offer to the others: the shape of each plug-in.

Every value here is plain data or a function of plain values, so that offering costs nothing when
the office starts. ``person`` is whoever asks for the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q

from beatwise.accountability import roles
from beatwise.accountability.plan.change_control import ChangeRequest
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.cell_text import heading_key
from beatwise.publication.formats.listing import Listing


@dataclass(frozen=True, slots=True)
class Place:
    """A line of navigation.

    Parameters
    ----------
    words, url_name
        What it says, and the name of the address it leads to.
    needs
        The permission by which a person sees it.
    order
        Where it stands among the others, smallest first.
    unless
        A permission by which a person does not see it, because another line leads further.
    opens
        Whether the page has anything for a person who holds the permission; always, unless given.
    within
        Whether a person without the permission holds it within something that the page shows.
    """

    words: str
    url_name: str
    needs: str
    order: int = 50
    unless: str = ""
    opens: Callable[[Person], bool] | None = None
    within: Callable[[Person], bool] | None = None

    def is_for(self, person: Person) -> bool:
        """Whether this person sees the line."""
        if self.unless and roles.may(person, self.unless):
            return False
        if not roles.may(person, self.needs):
            return self.within is not None and self.within(person)
        return self.opens is None or self.opens(person)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to be done once before an office can be worked in.

    Parameters
    ----------
    words
        What is to be done.
    needs
        The permission by which a person does it, and so sees it.
    order
        Where it stands among the others, smallest first.
    address
        Returns where it is done; ``None`` once it is, and ``""`` while another step comes first.
    """

    words: str
    needs: str
    order: int
    address: Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One thing that a search comes upon: its kind in words, its name, its address."""

    kind: str
    words: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExportList:
    """A list that can be had as a file (see ``web.exports``).

    Parameters
    ----------
    needs
        The permission to have it.
    make
        Returns the ``Listing`` of what a person may see, narrowed by the filters of an address
        (text by name). It is called in the page's own process and, for a long list, again in the
        worker's: give the listing a ``count`` that costs little, and rows that are read as they
        are written (``values_list().iterator()``).
    forms
        The formats it can be had in, by their names in ``exports.writers``.
    within
        Whether a person without the permission holds it within some of what the list has; ``make``
        then lists that alone.
    """

    needs: str
    make: Callable[[Person, dict[str, str]], Listing]
    forms: tuple[str, ...] = ("csv", "ods", "xlsx", "json")
    within: Callable[[Person], bool] | None = None

    def is_for(self, person: Person) -> bool:
        """Whether this person may have the list, whole or in part."""
        if roles.may(person, self.needs):
            return True
        return self.within is not None and self.within(person)


@dataclass(frozen=True, slots=True)
class Chore:
    """What the worker does again and again: every so many seconds, and how.

    ``run`` must do no harm when it is run twice, or late, or stopped half-way.
    """

    every: float
    run: Callable[[], object]


# Yields after each step of what pages will ask for: a few milliseconds of work that is remembered.
Preparation = Callable[[], Iterator[object]]


@dataclass(frozen=True, slots=True)
class ImportKind:
    """A kind of import that the worker can do.

    ``importer`` returns the importer of a kept file (``web.imports``), ``rows`` the first so many
    rows of a preview, in words.
    """

    importer: Callable[[Any], Any]
    rows: Callable[[Any, int], Iterable[Sequence[str]]] | None = None


@dataclass(frozen=True, slots=True)
class Taker:
    """A list that would take rows: its name and title, its columns, and the page of its import."""

    name: str
    title: str
    columns: tuple[str, ...]
    page: str

    def alike(self, headings: frozenset[str]) -> tuple[str, ...]:
        """Return its columns that are among headings, given as ``heading_key`` writes them."""
        return tuple(column for column in self.columns if heading_key(column) in headings)


class Titled(Protocol):
    """A thing with a title."""

    @property
    def title(self) -> str:
        """What people call it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The words that a field offers, each with its title; it takes no others where ``closed``."""

    titles: Mapping[str, str]
    closed: bool = True


class Changeable(Protocol):
    """A kind of thing whose fields change only by a request that a board approves.

    The parameters have no names for callers, so that each kind names them for what they are.
    """

    def now(self, person: Person, name: str, /) -> Titled:
        """Return the thing as a domain value; raise ``MissingData`` when there is none."""

    def fields(self, name: str, /) -> dict[str, str]:
        """Return the names and labels of the fields that may be asked for."""

    def choices(self, field: str, /) -> Choices | None:
        """Return what a field offers to choose from; ``None`` where it takes any words."""

    def words(self, thing: Titled, field: str, /) -> str:
        """Return a field of a thing in words that ``read`` takes back; empty for nothing."""

    def read(self, name: str, field: str, words: str, /) -> object:
        """Return a field's value from words; raise ``BadInput``."""

    def apply(self, request: ChangeRequest, /, *, valid_from: dt.date, by: Person) -> None:
        """Make an approved change, inside the caller's ``audit.changing()``."""


Search = Callable[[Person, str, int], Iterable[SearchResult]]  # person, words, at most so many
# Person, when they last looked (none: never).
Waiting = Callable[[Person, dt.datetime | None], Iterable[Task]]
Hides = Callable[[Person], Iterable[str]]  # how addresses begin that are switched off for a person
Takers = Callable[[Person], Iterable[Taker]]  # the lists to which a person may add rows
Texts = Callable[[], Iterable[str]]  # the search keys of everything that a search looks through
Closed = Callable[[Person], Q]  # the lines of the history that a person does not see
Check = Callable[[], Iterable[str]]  # faults in the app's records, in words
GivenUp = Callable[..., None]  # what is done when a job is given up, by its arguments
Areas = Callable[[], Iterable[str]]  # names of areas
# A day: the approval limits in force on it, in pence, by what they cover.
Limits = Callable[[dt.date], Mapping[str, int]]
# The number of a meeting and today: the lines of an item of its body's own agenda.
AgendaLines = Callable[[int, dt.date], Sequence[str]]
AddressOf = Callable[[Person, str], str | None]  # person, key of a thing; none if not for them
