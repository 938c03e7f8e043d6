"""One measure: how it stands, its values, its definition and its history."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.accountability.measures.measure import Measure
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import writers
from beatwise.web.history.models import Change
from beatwise.web.pages.toml_file import as_toml
from beatwise.web.performance import from_rows, selectors
from beatwise.web.performance.models import Observed
from beatwise.web.performance.presenters import (
    comparison,
    control_chart,
    rating_cell,
)
from beatwise.web.performance.presenters import (
    measure as one,
)
from beatwise.web.performance.views.measures import address_asks, may


@needs("performance.read")
@require_GET
def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show a measure in one area: rating, chart, series, areas, commentary, peers."""
    asked = address_asks(request)
    area = selectors.area_for(request.user, asked.get("area", ""))
    plain = selectors.measure(name)
    made = selectors.measure_in(plain, area)
    row = selectors.one_row(made, area)
    rows = list(selectors.observed(request.user, measure=name, area=area))
    held = selectors.plan()
    decided = selectors.rebased(name, area)
    comments = selectors.comments(name, area)
    about = selectors.about(row)
    context = {
        **may(request),
        "whole": roles.role_of(request.user).sees == roles.EVERYTHING,
        "made": made,
        "area": area,
        "areas": selectors.areas(request.user, name),
        "is_whole": area == WHOLE_AREA,
        "row": rating_cell.row(row),
        "rule": row.rating.rule,
        "strategy": next((s for s in held.strategies if s.id == made.strategy), None)
        if held
        else None,
        "facts": one.facts(made, row, selectors.today()),
        "commented": next((c for c in comments if c.about == about), None),
        "comments": [one.comment(c) for c in comments],
        "printed": one.printed(row, selectors.printed(name, area)),
        "series": one.series(made, rows, every=asked.get("values") == "all"),
        "by_area": _by_area(request.user, plain),
        "versions": selectors.versions(name),
        "chart": control_chart.shown(
            control_chart.line(made, area, rows, decided), len(rows), decided
        ),
        "peers": _peers(made, rows) if area == WHOLE_AREA else None,
        "formats": [(form, words) for form, (words, _) in writers.FORMATS.items()],
    }  # fmt: skip
    return render(request, "performance/measure.html", context)


@needs("performance.read")
@require_GET
def definition(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """Show a version of a measure's definition, and what it changed."""
    rows = {row.version: row for row in selectors.versions(name)}
    if version not in rows:
        raise MissingData(f"it has no version {version}.", next_step="Open the measure.")
    made = from_rows.measure(rows[version].text)
    before = rows.get(version - 1)
    context = {
        **may(request),
        "row": rows[version],
        "made": made,
        "before": before,
        "fields": one.fields(made),
        "differences": one.differences(from_rows.measure(before.text) if before else None, made),
    }
    return render(request, "performance/definition.html", context)


@needs("performance.read")
@require_GET
def definition_document(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """Give a version's own document."""
    rows = {row.version: row for row in selectors.versions(name)}
    if version not in rows:
        raise MissingData(f"it has no version {version}.", next_step="Open the measure.")
    return as_toml(rows[version].text, f"{name}-version-{version}")


@needs("performance.read")
@require_GET
def measure_history(request: HttpRequest, name: str) -> HttpResponse:
    """Show who changed what of a measure, when and why."""
    made = selectors.measure(name)
    if roles.role_of(request.user).sees != roles.EVERYTHING:
        raise MissingData("the history is for the office.", next_step="Open the measure.")
    rows = Change.objects.filter(thing=f"measure/{name}").select_related("by").order_by("-number")
    entries: list[dict[str, Any]] = [
        {"change": row, **one.effect(row.action, json.loads(row.details))} for row in rows[:200]
    ]
    context = {"made": made, "entries": entries}
    return render(request, "performance/history.html", context)


def _by_area(person: Any, made: Measure) -> dict[str, Any] | None:
    latest = selectors.latest_by_area(person, made.id)
    period = one.period_of_most(latest)
    if period is None:
        return None
    here = selectors.in_period(person, made.id, period)
    before = selectors.baselines_by_area(made)
    return one.by_area(made, period, here, latest, before, selectors.today())


def _peers(made: Measure, rows: list[Observed]) -> dict[str, Any] | None:
    return comparison.shown(made, comparison.compared(made, rows, selectors.peers(made.id)))
