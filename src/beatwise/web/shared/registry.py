"""Where apps meet: what each offers to the others, registered when the office starts.

An app never imports another. It offers a line of navigation, something to search, something that
needs attention, a check of its own records, or a part of the API; the shared pages show them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any


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


@dataclass
class Registry:
    """What the apps offer."""

    places: list[Place] = field(default_factory=list)
    searchers: list[Callable[[Any, str, int], Iterable[Found]]] = field(default_factory=list)
    attention: list[Callable[[Any], Iterable[Attention]]] = field(default_factory=list)
    checks: list[tuple[str, Callable[[], Iterable[str]]]] = field(default_factory=list)
    routers: list[tuple[str, Any]] = field(default_factory=list)
    things: dict[str, Callable[[Any, str], str | None]] = field(default_factory=dict)

    def navigation(self, person: object) -> list[Place]:
        """Return the lines this person sees, in order."""
        seen = [place for place in self.places if place.seen_by(person)]
        return sorted(seen, key=lambda place: (place.order, place.words))


registry = Registry()
