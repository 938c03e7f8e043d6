"""The pages on many records: every register, one as a list, as a board, its rules, as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.accountability.registers import record_keeping
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.pages import state_diagram
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registers import presenters, selectors
from beatwise.web.registers.lookups.listed_records import ListedRecords, by_keys
from beatwise.web.registers.models import RegisterVersion
from beatwise.web.registers.own_definitions import known
from beatwise.web.registers.own_definitions.known import definitions
from beatwise.web.registers.shapes import (
    duty_items,
    figure_groups,
    figure_pages,
    linked_records,
    small_counts,
)
from beatwise.web.registers.views.register_context import register_context


PAGE = 25
BOARD = 200


@needs("registers.read")
@require_GET
def registers(request: HttpRequest) -> HttpResponse:
    """Show the registers this role opens."""
    readable = [each for each in definitions().values() if each.reads(request.user)]
    numbers = selectors.counts(request.user, readable)
    opened = [{"register": each, "count": numbers[each.slug]} for each in readable]
    context = {
        "rooms": presenters.by_room(opened),
        "defines": roles.may(request.user, "registers.define"),
    }
    return render(request, "registers/registers.html", context)


@needs("registers.read")
@require_GET
def records(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a register's records, narrowed and ordered by the address."""
    register = selectors.opened(slug, request.user)
    filters = download.filters(request)
    fields = tuple(f for f in register.seen_fields(request.user) if f.listed)
    matching = selectors.matches(register, request.user, filters)
    listed = ListedRecords(matching, figure_pages.AT_ONCE)
    page = listed.page(filters.get("page"), PAGE)
    with_figures = listed.few or "figures" in filters
    names = linked_records.names(register, fields, page, request.user)
    visible = small_counts.as_seen(register, request.user, page)
    whole = register.sees_all(request.user)
    rows = [presenters.row(register, fields, record, names, due=whole) for record in visible]
    context = {
        **register_context(register, request.user),
        "page": page,
        "pages": pages(page, filters),
        "rows": rows,
        "columns": presenters.columns(fields, filters, due=whole),
        "filters": presenters.filters(
            register, register.seen_fields(request.user), filters, request.user
        ),
        "narrowing": filters,
        "narrowed": any(filters.get(k) for k in filters if k not in ("sort", "page", "figures")),
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
        "formats": listings.formats("registers"),
        "duties": duty_items.visible_duties(register, request.user),
        "figures": figure_pages.pages(register, listed.rows, request.user) if with_figures else [],
        "figures_address": ""
        if with_figures or not figure_groups.visible_groups(register, request.user)
        else f"?{urlencode({**filters, 'figures': 'all'})}#figures",
    }
    return render(request, "registers/records.html", context)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, slug: str, form: str, listing: str = "registers") -> HttpResponse:
    """Give exactly what the address of one of a register's lists asks for, as a file."""
    asked_for = {**download.filters(request), "register": slug}
    return download.answer(request, listing, form, asked_for)


@needs("registers.read")
@require_GET
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the records by state."""
    register = selectors.opened(slug, request.user)
    keys = selectors.records(register, request.user).values_list("pk", flat=True)[: BOARD + 1]
    rows = by_keys(list(keys))
    context = {
        **register_context(register, request.user),
        "columns": presenters.board(register, rows[:BOARD]),
        "more": len(rows) > BOARD,
        "most": BOARD,
    }
    return render(request, "registers/board.html", context)


@needs("registers.read")
@require_GET
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the state table, as a picture and in words."""
    register = selectors.opened(slug, request.user)
    context = {
        **register_context(register, request.user),
        "picture": state_diagram.svg(register, f"a {register.one}"),
        "steps": presenters.table_of_steps(register),
        "clocks": register.clocks,
        "retention": record_keeping.retention_words(register),
        "access": presenters.access_in_words(register),
        "field_rules": presenters.rules_in_words(register),
        "own_version": _own_version(request, slug),
    }
    return render(request, "registers/rules.html", context)


def _own_version(request: HttpRequest, slug: str) -> RegisterVersion | None:
    """Return the office's own version that stands, to whoever may take it back."""
    if not roles.may(request.user, "registers.define"):
        return None
    rows = known.versions(slug)
    return rows[0] if rows and rows[0].text else None
