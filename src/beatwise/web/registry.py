"""Where apps meet: what each offers to the others, registered when the office starts.

An app never imports another. It offers a line of navigation, something to search, something that
needs attention, a check of its own records, or a part of the API; the shared pages show them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from beatwise.accountability.plan.change_control import ChangeRequest


@dataclass(frozen=True, slots=True)
class Place:
    """A line of navigation: words, the address' name, and whether this person sees it."""

    words: str
    address: Callable[[], str]
    seen_by: Callable[[Any], bool]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One thing a search found."""

    kind: str
    words: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that waits for a person: what, where, until when (ISO date), and whether late."""

    words: str
    address: str
    due: str = ""
    late: bool = False


class Changeable(Protocol):
    """A kind of thing whose fields change only by a request that a board approves."""

    def now(self, person: Any, name: str) -> Any:
        """Return the thing as a domain value; raise ``MissingData`` when there is none."""

    def fields(self, name: str) -> dict[str, str]:
        """Return the names and labels of the fields that may be asked for."""

    def words(self, thing: Any, field: str) -> str:
        """Return a field of a thing in words that ``read`` takes back; empty for nothing."""

    def read(self, name: str, field: str, words: str) -> Any:
        """Return a field's value from words; raise ``BadInput``."""

    def apply(self, request: ChangeRequest, *, valid_from: dt.date, by: Any) -> None:
        """Make an approved change, inside the caller's ``audit.changing()``."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that can be had as a file (see ``shared.exports``).

    ``needs`` is the permission; ``make(person, asked)`` returns the ``sheets.Listing`` of what
    this person may see, narrowed by the filters of an address (text by name). It is called in
    the page's own process and, for a long list, again in the worker's: give it a ``count`` that
    costs little, and rows that are read as they are written (``values_list().iterator()``).
    """

    needs: str
    make: Callable[[Any, dict[str, str]], Any]
    forms: tuple[str, ...] = ("csv", "ods", "xlsx", "json")


@dataclass
class Registry:
    """What the apps offer: lines of navigation, searches, checks, parts of the API, lists.

    ``things`` leads from how the history names a thing (``action/7``) to its address, by kind;
    ``changeable`` are the kinds whose fields only a board changes; ``listings`` are the lists
    that can be had as files, by name.
    """

    places: list[Place] = field(default_factory=list)
    searchers: list[Callable[[Any, str, int], Iterable[Found]]] = field(default_factory=list)
    attention: list[Callable[[Any], Iterable[Attention]]] = field(default_factory=list)
    checks: list[tuple[str, Callable[[], Iterable[str]]]] = field(default_factory=list)
    routers: list[tuple[str, Any]] = field(default_factory=list)
    things: dict[str, Callable[[Any, str], str | None]] = field(default_factory=dict)
    changeable: dict[str, Changeable] = field(default_factory=dict)
    listings: dict[str, Listed] = field(default_factory=dict)

    def navigation(self, person: object) -> list[Place]:
        """Return the lines this person sees, in order."""
        seen = [place for place in self.places if place.seen_by(person)]
        return sorted(seen, key=lambda place: (place.order, place.words))


registry = Registry()
