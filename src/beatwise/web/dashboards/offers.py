"""What dashboards offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.web.dashboards import selectors
from beatwise.web.registry import Place, SearchResult, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Dashboards", "dashboards", "performance.read", 24))
    offers.search(_search)
    offers.check("dashboards", selectors.faults)
    offers.thing("dashboard", _address)


def _reads(person: Any) -> bool:
    return roles.may(person, "performance.read")


def _search(person: Any, words: str, most: int) -> Iterator[SearchResult]:
    if not _reads(person):
        return
    wanted = words.casefold().split()
    fitting = [
        made
        for made in selectors.every()
        if all(word in f"{made.title} {made.about}".casefold() for word in wanted)
    ]
    for made in fitting[:most]:
        yield SearchResult(
            "Dashboards", made.title, reverse("dashboard", args=[made.name]), made.about
        )


def _address(person: Any, key: str) -> str | None:
    return reverse("dashboard", args=[key]) if _reads(person) and "/" not in key else None
