"""What the plan and its measures offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.measures.observation_rows import COLUMNS
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import OVERDUE, Task
from beatwise.cell_text import search_key
from beatwise.clock import day_words
from beatwise.publication.formats.listing import Listing
from beatwise.publication.published import HOW_TO_READ
from beatwise.web.performance import exports, gate, imports, integrity, selectors
from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition
from beatwise.web.performance.models import Definition, ObservationRow
from beatwise.web.performance.observation_rows.selectors import all_peers
from beatwise.web.performance.observation_rows.visible_areas import area_for, areas
from beatwise.web.performance.presenters import imports as previews
from beatwise.web.performance.presenters import measure_lists
from beatwise.web.registry import (
    ExportList,
    FirstStep,
    ImportKind,
    Place,
    SearchResult,
    Taker,
    registry,
)
from beatwise.web.search.search_terms import search_terms


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.router("/performance", "beatwise.web.performance.api.routes.router")
    offers.place(Place("Measures", "measures", "performance.read", 22))
    offers.search(_search, _texts)
    offers.waiting(_tasks)
    offers.imports("observations", ImportKind(lambda batch: imports.Values(), previews.values))
    offers.takers(_takers)
    offers.imports("peers", ImportKind(lambda batch: imports.Peers(), previews.peers))
    offers.first_step(
        FirstStep("Enter the first values of the measures", "performance.write", 30, _first_values)
    )
    offers.areas(lambda: set(areas(None)) - {WHOLE_AREA})
    offers.check("definitions", integrity.definitions)
    offers.check("observations", integrity.observations)
    offers.check("standings", integrity.standings)
    offers.thing("measure", _measure_address)
    offers.listing("measures", ExportList("performance.read", _measures))
    offers.listing("observations", ExportList("performance.read", _observations))
    offers.listing("peers", ExportList("performance.read", _peers))
    offers.changeable("measure", MeasureDefinition())
    offers.preparation("measures through the gate", gate.preparation)


def _first_values() -> str | None:
    if not Definition.objects.exists():
        return ""
    return None if ObservationRow.objects.exists() else reverse("import_observations")


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _measures(person: Person, filters: dict[str, str]) -> Listing:
    area = area_for(person, filters.get("area", ""))
    rows = measure_lists.matching(gate.scorecard(person, area=area), filters)
    listing = exports.measures(rows, area)
    return listing if gate.sees_exact(person) else replace(listing, notes=(HOW_TO_READ,))


def _observations(person: Person, filters: dict[str, str]) -> Listing:
    if gate.sees_exact(person):
        return exports.observations(selectors.observations_for(person, filters))
    return exports.gated_observations(gate.values_for_file(person, filters))


def _peers(person: Person, filters: dict[str, str]) -> Listing:
    return exports.peers(all_peers())


def _search(person: Person, words: str, most: int) -> Iterator[SearchResult]:
    if not _reads(person):
        return
    terms = search_terms(words)
    matches = (m for m in selectors.measures().values() if measure_lists.contains(m, terms))
    for measure in islice(matches, most):
        number = f"{measure.serial}. " if measure.serial is not None else ""
        address = reverse("measure", args=[measure.id])
        yield SearchResult("Measures", f"{number}{measure.title}", address, measure.definition)


def _takers(person: Person) -> Iterator[Taker]:
    if roles.may(person, "performance.write"):
        yield Taker("values", "Values of measures", COLUMNS, reverse("import_observations"))


def _texts() -> Iterator[str]:
    for measure in selectors.measures().values():
        yield search_key(measure_lists.words_of(measure))


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield what waits for the owner of a measure: an exception to comment on, a late value."""
    if not roles.may(person, "performance.write"):
        return
    scorecard = selectors.scorecard()
    rows = [row for row in scorecard if row.measure.owner == person.role]
    comments = selectors.commentary(rows=rows)
    own = {row.measure.id for row in selectors.of_plan(scorecard)}
    for row in rows:
        name, title = row.measure.id, row.measure.title
        if row.is_exception and name in own and name not in comments:
            words, address = f"{title}: an exception", reverse("commentary", args=[name])
            yield Task("comment", f"measure/{name}", words, address, "a measure")
    for row, due in selectors.late(rows):
        name = row.measure.id
        words = f"{row.measure.title}: the value to {day_words(due)} has not come"
        late = due + dt.timedelta(days=row.measure.lag_days)
        address = reverse("observe", args=[name])
        yield Task(OVERDUE, f"value/{name}", words, address, "a measure's value", late)


def _measure_address(person: Person, key: str) -> str | None:
    return reverse("measure", args=[key]) if _reads(person) and "/" not in key else None
