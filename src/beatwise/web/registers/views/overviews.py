"""Pages of what is worked out over many records: duties, retention, figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability.registers import record_keeping
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.registers import selectors
from beatwise.web.registers.retention import standing_list
from beatwise.web.registers.shapes import duty_items, duty_pages, place_pages
from beatwise.web.registers.views.register_context import register_context


@needs("registers.read")
@require_GET
def duties(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was due in a period, and which of it was done, late or missed."""
    register = selectors.opened(slug, request.user)
    first, last = duty_pages.period(download.filters(request))
    due = duty_items.of_period(register, request.user, first, last)
    context = {
        **register_context(register, request.user),
        "first": first,
        "last": last,
        "columns": duty_pages.columns(),
        "tables": duty_pages.tables(register, due),
        "formats": listings.formats("register-duties"),
    }
    return render(request, "registers/duties.html", context)


@needs("registers.read")
@require_GET
def place_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a register's visits were, and their counts by place, kind and month."""
    register, rule = place_pages.opened(slug, request.user)
    context = {
        **register_context(register, request.user),
        **place_pages.page(register, rule, request.user, download.filters(request)),
        "place_label": register.by_name[rule.place].label,
        "formats": listings.formats("register-map"),
    }
    return render(request, "registers/place_map.html", context)


@needs("registers.read")
@require_GET
def retention(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is to be erased, when, and what is kept longer."""
    register = selectors.opened(slug, request.user)
    due = standing_list.due_records(register, request.user)
    context = {
        **register_context(register, request.user),
        "rule": record_keeping.retention_words(register),
        "rows": [
            {"record": row.record, "term": row.term, "words": standing_list.words(row.term)}
            for row in due
        ],
        "formats": listings.formats("register-retention"),
    }
    return render(request, "registers/retention.html", context)
