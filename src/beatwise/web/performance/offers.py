"""What the plan and its measures offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.publication.formats.listing import Listing
from beatwise.web.performance import exports, integrity, selectors
from beatwise.web.performance.definitions.changeable_measure import MeasureDefinition
from beatwise.web.performance.observation_rows.selectors import all_peers
from beatwise.web.performance.observation_rows.visible_areas import area_for
from beatwise.web.performance.presenters import measure_lists
from beatwise.web.registry import Attention, Found, Listed, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.routers.append(("/performance", "beatwise.web.performance.api.routes.router"))
    registry.places += [
        Place("Measures", lambda: reverse("measures"), _reads, 22),
    ]
    registry.searchers.append(_search)
    registry.attention.append(_attention)
    registry.checks += [
        ("definitions", integrity.definitions),
        ("observations", integrity.observations),
        ("standings", integrity.standings),
    ]
    registry.things["measure"] = _measure_address
    registry.listings["measures"] = Listed("performance.read", _measures)
    registry.listings["observations"] = Listed(
        "performance.read",
        lambda p, filters: exports.observations(selectors.observations_for(p, filters)),
    )
    registry.listings["peers"] = Listed(
        "performance.read", lambda p, filters: exports.peers(all_peers())
    )
    registry.changeable["measure"] = MeasureDefinition()


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _measures(person: Person, filters: dict[str, str]) -> Listing:
    area = area_for(person, filters.get("area", ""))
    rows = measure_lists.matching(selectors.scorecard(area=area), filters)
    return exports.measures(rows, area)


def _search(person: Person, words: str, most: int) -> Iterator[Found]:
    if not _reads(person):
        return
    terms = words.casefold().split()
    matches = (m for m in selectors.measures().values() if measure_lists.contains(m, terms))
    for measure in islice(matches, most):
        number = f"{measure.serial}. " if measure.serial is not None else ""
        address = reverse("measure", args=[measure.id])
        yield Found("Measures", f"{number}{measure.title}", address, measure.definition)


def _attention(person: Person) -> Iterator[Attention]:
    """What waits for the owner of a measure: a late value, an exception without a word on it."""
    if not roles.may(person, "performance.write"):
        return
    rows = [row for row in selectors.scorecard() if row.measure.owner == person.role]
    comments = selectors.commentary(rows=rows)
    own = {row.measure.id for row in selectors.of_plan(selectors.scorecard())}
    for row in rows:
        if row.is_exception and row.measure.id in own and row.measure.id not in comments:
            words = f"{row.measure.title}: an exception without commentary"
            yield Attention(words, reverse("commentary", args=[row.measure.id]))
    for row, due in selectors.late(rows):
        words = f"{row.measure.title}: the value to {due.day} {due:%B %Y} has not come"
        late = due + dt.timedelta(days=row.measure.lag_days)
        yield Attention(words, reverse("measure", args=[row.measure.id]), late.isoformat(), True)


def _measure_address(person: Person, key: str) -> str | None:
    return reverse("measure", args=[key]) if _reads(person) and "/" not in key else None
