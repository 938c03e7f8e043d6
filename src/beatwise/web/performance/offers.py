"""What the plan and its measures offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.publication.formats.listing import Listing
from beatwise.web.performance import exports, integrity, selectors
from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition
from beatwise.web.performance.presenters import measure_lists
from beatwise.web.registry import Attention, ExportList, Place, SearchResult, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.router("/performance", "beatwise.web.performance.api.routes.router")
    offers.place(Place("Measures", "measures", "performance.read", 22))
    offers.search(_search)
    offers.waiting(_attention)
    offers.check("definitions", integrity.definitions)
    offers.check("observations", integrity.observations)
    offers.check("standings", integrity.standings)
    offers.thing("measure", _measure_address)
    offers.listing("measures", ExportList("performance.read", _measures))
    offers.listing("observations", ExportList("performance.read", _observations))
    offers.listing("peers", ExportList("performance.read", _peers))
    offers.changeable("measure", MeasureDefinition())


def _reads(person: Any) -> bool:
    return roles.may(person, "performance.read")


def _measures(person: Any, asked: dict[str, str]) -> Listing:
    area = selectors.area_for(person, asked.get("area", ""))
    return exports.measures(measure_lists.chosen(selectors.scorecard(area=area), asked), area)


def _observations(person: Any, asked: dict[str, str]) -> Listing:
    return exports.observations(selectors.chosen(person, asked))


def _peers(person: Any, asked: dict[str, str]) -> Listing:
    return exports.peers(selectors.all_peers())


def _search(person: Any, words: str, most: int) -> Iterator[SearchResult]:
    if not _reads(person):
        return
    wanted, found = words.casefold().split(), 0
    for made in selectors.measures().values():
        held = f"{made.serial or ''} {made.id} {made.title} {made.printed_as} {made.definition}"
        if found < most and all(word in held.casefold() for word in wanted):
            found += 1
            number = f"{made.serial}. " if made.serial is not None else ""
            address = reverse("measure", args=[made.id])
            yield SearchResult("Measures", f"{number}{made.title}", address, made.definition)


def _attention(person: Any) -> Iterator[Attention]:
    """What waits for the owner of a measure: a late value, an exception without a word on it."""
    if not roles.may(person, "performance.write"):
        return
    rows = [row for row in selectors.scorecard() if row.measure.owner == person.role]
    said = selectors.commentary(rows=rows)
    own = {row.measure.id for row in selectors.of_plan(selectors.scorecard())}
    for row in rows:
        if row.is_exception and row.measure.id in own and row.measure.id not in said:
            words = f"{row.measure.title}: an exception without commentary"
            yield Attention(words, reverse("commentary", args=[row.measure.id]))
    for row, due in selectors.late(rows):
        words = f"{row.measure.title}: the value to {due.day} {due:%B %Y} has not come"
        late = due + dt.timedelta(days=row.measure.lag_days)
        yield Attention(words, reverse("measure", args=[row.measure.id]), late.isoformat(), True)


def _measure_address(person: Any, key: str) -> str | None:
    return reverse("measure", args=[key]) if _reads(person) and "/" not in key else None
