"""The list of measures, the exceptions among them, and their files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.rating import scorecard
from beatwise.accountability.rating.rag import RULE_VERSION
from beatwise.accountability.roles import owner_titles
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, writers
from beatwise.web.pages.paging import pages
from beatwise.web.performance import gate, selectors
from beatwise.web.performance.observation_rows.visible_areas import area_for, areas
from beatwise.web.performance.presenters import measure_lists, rating_cell, rating_rule


PAGE = 25


@needs("performance.read")
@require_GET
def measures(request: HttpRequest) -> HttpResponse:
    """Show the measures, narrowed and ordered by the address."""
    filters = address_filters(request)
    area = area_for(request.user, filters.get("area", ""))
    rows = measure_lists.matching(gate.scorecard(request.user, area=area), filters)
    page = Paginator(rows, PAGE).get_page(filters.get("page"))
    narrowing = {k: v for k, v in filters.items() if k not in ("sort", "page", "area")}
    context = {
        **permissions(request),
        "page": page,
        "pages": pages(page, filters),
        "rows": [rating_cell.row(row) for row in page],
        "columns": measure_lists.columns(filters),
        "choices": measure_lists.choices(filters, selectors.plan(), areas(request.user)),
        "filters": filters,
        "area": area,
        "narrowed": bool(narrowing),
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
        "formats": [(form, words) for form, (words, _) in writers.FORMATS.items()],
    }
    return render(request, "performance/measures.html", context)


@needs("performance.read")
@require_GET
def rule(request: HttpRequest) -> HttpResponse:
    """Show the rule by which measures are rated, worked out by the rule itself."""
    context = {
        "version": RULE_VERSION,
        "directions": rating_rule.directions(),
        "targets": rating_rule.targets(),
        "answers": rating_rule.answers(),
        "tolerances": rating_rule.tolerances(),
        "statuses": rating_rule.statuses(),
    }
    return render(request, "performance/rule.html", context)


def address_filters(request: HttpRequest) -> dict[str, str]:
    """Return what the address asks for; raise ``BadInput`` for a value longer than a line."""
    return download.filters(request)


def permissions(request: HttpRequest) -> dict[str, bool]:
    """Return what this person may do here."""
    return {
        "writes": roles.may(request.user, "performance.write"),
        "defines": roles.may(request.user, "performance.define"),
        "asks": roles.may(request.user, "progress.write"),
        "gated": not gate.sees_exact(request.user),
    }


@needs("performance.read")
@require_GET
def exceptions(request: HttpRequest) -> HttpResponse:
    """Show what a board must talk about, each with its commentary or the want of one."""
    filters = address_filters(request)
    area = area_for(request.user, filters.get("area", ""))
    every = gate.scorecard(request.user, area=area)
    own = selectors.of_plan(every)
    rows = scorecard.exceptions(own)
    own_ids = {row.measure.id for row in own}
    beside = [row for row in scorecard.exceptions(every) if row.measure.id not in own_ids]
    comments = selectors.commentary(area=area, rows=rows)
    cards = [
        {**rating_cell.row(row), "comment": comments.get(row.measure.id),
         "owner": owner_titles()[row.measure.owner]} for row in rows
    ]  # fmt: skip
    context = {
        **permissions(request),
        "rows": cards,
        "beside": [rating_cell.row(row) for row in beside],
        "level": selectors.plan_level(own),
        "lacking": sum(card["comment"] is None for card in cards),
        "area": area,
        "areas": areas(request.user),
        "whole": area == WHOLE_AREA,
        "here": request.get_full_path(),
        "measures": bool(selectors.measures()),
        "formats": [(form, words) for form, (words, _) in writers.FORMATS.items()],
    }
    return render(request, "performance/exceptions.html", context)
