"""What dashboards offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.cell_text import contains_all, search_key
from beatwise.web.dashboards import selectors
from beatwise.web.registry import Place, SearchResult, registry
from beatwise.web.search.search_terms import search_terms


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Dashboards", "dashboards", "performance.read", 24))
    offers.search(_search, _texts)
    offers.check("dashboards", selectors.faults)
    offers.thing("dashboard", _address)


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _search(person: Person, words: str, most: int) -> Iterator[SearchResult]:
    if not _reads(person):
        return
    terms = search_terms(words)
    matches = [
        dashboard
        for dashboard in selectors.every()
        if contains_all(f"{dashboard.title} {dashboard.about}", terms)
    ]
    for dashboard in matches[:most]:
        yield SearchResult(
            "Dashboards",
            dashboard.title,
            reverse("dashboard", args=[dashboard.name]),
            dashboard.about,
        )


def _texts() -> Iterator[str]:
    for dashboard in selectors.every():
        yield search_key(f"{dashboard.title} {dashboard.about}")


def _address(person: Person, key: str) -> str | None:
    return reverse("dashboard", args=[key]) if _reads(person) and "/" not in key else None
