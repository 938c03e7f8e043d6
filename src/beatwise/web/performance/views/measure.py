"""One measure: how it stands, its values, its definition and its history."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.plan.police_and_crime_plan import Strategy
from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.history.models import Change
from beatwise.web.pages.toml_file import as_toml
from beatwise.web.performance import from_rows, gate, selectors
from beatwise.web.performance.models import Definition, ObservationRow
from beatwise.web.performance.observation_rows import selectors as stored
from beatwise.web.performance.observation_rows.visible_areas import area_for, areas
from beatwise.web.performance.presenters import (
    area_table,
    chart_section,
    comparison,
    control_chart,
    definition_fields,
    measure_page,
    rating_cell,
    year_table,
)
from beatwise.web.performance.views.measures import address_filters, permissions


@needs("performance.read")
@require_GET
def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show a measure in one area: rating, chart, series, areas, commentary, peers."""
    filters = address_filters(request)
    area = area_for(request.user, filters.get("area", ""))
    whole = selectors.measure(name)
    row = gate.one_row(request.user, whole, area)
    definition = row.measure
    rows = gate.values(request.user, measure=name, area=area)
    decisions = stored.rebasings(name, area)
    years = gate.years(request.user, definition, area)
    comments = selectors.comments(name, area)
    about = selectors.about(row)
    context = {
        **permissions(request),
        "history_open": _history_open(request.user, whole),
        "measure": definition,
        "area": area,
        "areas": areas(request.user, name),
        "is_whole": area == WHOLE_AREA,
        "row": rating_cell.row(row),
        "rule": row.rating.rule,
        "strategy": _strategy(definition),
        "facts": measure_page.facts(
            definition, row, selectors.today(), year_table.origin(definition, years, row.latest)
        ),
        "years": year_table.section(definition, years),
        "commented": next((c for c in comments if c.about == about), None),
        "comments": [measure_page.comment(c) for c in comments],
        "printed": measure_page.printed_ratings(row, stored.printed_ratings(name, area)),
        "series": measure_page.series(definition, rows, every=filters.get("values") == "all"),
        "by_area": _by_area(request.user, whole),
        "versions": selectors.versions(name),
        "chart": chart_section.section(
            control_chart.line(definition, area, rows, decisions), len(rows), decisions
        ),
        "peers": _peers(definition, rows) if area == WHOLE_AREA else None,
        "formats": [(form, words) for form, (words, _) in writers.FORMATS.items()],
        "gated": gate.is_controlled(request.user, whole),
    }  # fmt: skip
    return render(request, "performance/measure.html", context)


@needs("performance.read")
@require_GET
def definition(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """Show a version of a measure's definition, and what it changed."""
    rows = _versions(name, version)
    after = from_rows.measure(rows[version].text)
    before = rows.get(version - 1)
    context = {
        **permissions(request),
        "row": rows[version],
        "measure": after,
        "before": before,
        "fields": definition_fields.fields(after),
        "differences": definition_fields.differences(
            from_rows.measure(before.text) if before else None, after
        ),
    }
    return render(request, "performance/definition.html", context)


@needs("performance.read")
@require_GET
def definition_document(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """Give a version's own document."""
    return as_toml(_versions(name, version)[version].text, f"{name}-version-{version}")


@needs("performance.read")
@require_GET
def measure_history(request: HttpRequest, name: str) -> HttpResponse:
    """Show who changed what of a measure, when and why."""
    definition = selectors.measure(name)
    if not _history_open(request.user, definition):
        raise MissingData("the history is for the office.", next_step="Open the measure.")
    rows = Change.objects.filter(thing=f"measure/{name}").select_related("by").order_by("-number")
    entries: list[dict[str, object]] = [
        {"change": row, **definition_fields.effect(row.action, json.loads(row.details))}
        for row in rows[:200]
    ]
    context = {"measure": definition, "entries": entries}
    return render(request, "performance/history.html", context)


def _history_open(person: Person, measure: Measure) -> bool:
    """Whether this person reads who changed a measure: it tells of exact figures and every area."""
    sees_all = roles.role_of(person).sees == roles.EVERYTHING
    return sees_all and not gate.is_controlled(person, measure)


def _versions(name: str, version: int) -> dict[int, Definition]:
    """Return a measure's versions by number; raise ``MissingData`` without this measure_page."""
    rows = {row.version: row for row in selectors.versions(name)}
    if version not in rows:
        raise MissingData(f"it has no version {version}.", next_step="Open the measure.")
    return rows


def _strategy(measure: Measure) -> Strategy | None:
    plan = selectors.plan()
    strategies = plan.strategies if plan else ()
    return next((each for each in strategies if each.id == measure.strategy), None)


def _by_area(person: Person, measure: Measure) -> dict[str, object] | None:
    latest = gate.latest_by_area(person, measure)
    period = area_table.period_of_most(latest)
    if period is None:
        return None
    here = gate.in_period(person, measure, period)
    before = gate.baselines_by_area(person, measure)
    return area_table.area_table(measure, period, here, latest, before, selectors.today())


def _peers(measure: Measure, rows: list[ObservationRow]) -> dict[str, object] | None:
    result = comparison.compare_newest(measure, rows, stored.peers(measure.id))
    return comparison.section(measure, result)
