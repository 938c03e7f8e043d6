"""What the plan and its measures offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from beatwise.web.performance import charts, checking, listing, selectors
from beatwise.web.performance.changing import MeasureDefinition
from beatwise.web.performance.dashboards import kept as dashboards
from beatwise.web.performance.presenters import lists, papers
from beatwise.web.shared import roles
from beatwise.web.shared.registry import Attention, Found, Listed, Place, registry
from beatwise.web.shared.sheets import Listing


def register() -> None:
    """Add the app's lines to the registry."""
    registry.routers.append(("/performance", "beatwise.web.performance.api.router"))
    registry.places += [
        Place("Plan", lambda: reverse("plan"), _reads, 20),
        Place("Measures", lambda: reverse("measures"), _reads, 22),
        Place("Dashboards", lambda: reverse("dashboards"), _reads, 24),
    ]
    registry.searchers += [_search, _search_dashboards]
    registry.attention.append(_attention)
    registry.checks += [
        ("definitions", checking.definitions),
        ("observations", checking.observations),
        ("standings", checking.standings),
        ("dashboards", dashboards.faults),
    ]
    registry.things["measure"] = _measure_address
    registry.things["plan"] = _plan_address
    registry.things["dashboard"] = _dashboard_address
    registry.things["tables"] = _table_address
    registry.given["plan"] = selectors.plan
    registry.given["scorecard"] = selectors.plan_scorecard
    registry.given["commentary"] = _words
    registry.given["kept_chart"] = charts.kept
    registry.given["pictures"] = papers.pictures
    registry.given["beside_plan"] = papers.beside_plan
    registry.listings["measures"] = Listed("performance.read", _measures)
    registry.listings["observations"] = Listed(
        "performance.read", lambda p, asked: listing.observations(selectors.chosen(p, asked))
    )
    registry.listings["peers"] = Listed(
        "performance.read", lambda p, asked: listing.peers(selectors.all_peers())
    )
    registry.changeable["measure"] = MeasureDefinition()


def _reads(person: Any) -> bool:
    return roles.may(person, "performance.read")


def _measures(person: Any, asked: dict[str, str]) -> Listing:
    area = selectors.area_for(person, asked.get("area", ""))
    return listing.measures(lists.chosen(selectors.scorecard(area=area), asked), area)


def _words(today: dt.date) -> dict[str, str]:
    return {name: said.text for name, said in selectors.commentary(today).items()}


def _search(person: Any, words: str, most: int) -> Iterator[Found]:
    if not _reads(person):
        return
    wanted, found = words.casefold().split(), 0
    for made in selectors.measures().values():
        held = f"{made.serial or ''} {made.id} {made.title} {made.printed_as} {made.definition}"
        if found < most and all(word in held.casefold() for word in wanted):
            found += 1
            number = f"{made.serial}. " if made.serial is not None else ""
            address = reverse("measure", args=[made.id])
            yield Found("Measures", f"{number}{made.title}", address, made.definition)


def _search_dashboards(person: Any, words: str, most: int) -> Iterator[Found]:
    if not _reads(person):
        return
    wanted = words.casefold().split()
    fitting = [
        made
        for made in dashboards.every()
        if all(word in f"{made.title} {made.about}".casefold() for word in wanted)
    ]
    for made in fitting[:most]:
        yield Found("Dashboards", made.title, reverse("dashboard", args=[made.name]), made.about)


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


def _plan_address(person: Any, key: str) -> str | None:
    known = _reads(person) and key.isdecimal()
    return reverse("plan_version", args=[int(key)]) if known else None


def _dashboard_address(person: Any, key: str) -> str | None:
    return reverse("dashboard", args=[key]) if _reads(person) and "/" not in key else None


def _table_address(person: Any, key: str) -> str | None:
    _, _, number = key.rpartition("/")
    writes = roles.may(person, "performance.write") and number.isdecimal()
    return reverse("table_batch", args=[int(number)]) if writes else None
