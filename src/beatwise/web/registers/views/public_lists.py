"""The pages of what is published of registers: which have a public list, and one of them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registers import presenters
from beatwise.web.registers.published import public_list
from beatwise.web.registers.shapes import linked_records, small_counts
from beatwise.web.registers.views.register_context import register_context


PAGE = 25
_NOT_NARROWING = ("sort", "page")


@needs("registers.read")
@require_GET
def published_registers(request: HttpRequest) -> HttpResponse:
    """Show the registers that have a public list, with how much is published of each."""
    lists = [
        {"register": register, "count": public_list.rows(register, request.user, {}).count()}
        for register in public_list.registers(request.user)
    ]
    return render(request, "registers/published_registers.html", {"registers": lists})


@needs("registers.read")
@require_GET
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is published of a register, narrowed and ordered by the address."""
    register = public_list.opened(slug, request.user)
    filters = download.filters(request)
    every = public_list.fields(register)
    fields = tuple(field for field in every if field.listed) or every
    records = public_list.rows(register, request.user, filters)
    page = Paginator(records, PAGE).get_page(filters.get("page"))
    names = linked_records.names(register, fields, page, request.user)
    context = {
        **register_context(register, request.user),
        "page": page,
        "pages": pages(page, filters),
        "rows": [
            presenters.row(register, fields, record, names, due=False)
            for record in small_counts.as_published(register, page)
        ],
        "columns": presenters.columns(fields, filters, due=False),
        "filters": presenters.public_filters(register, every, filters, request.user),
        "narrowing": filters,
        "narrowed": any(filters.get(k) for k in filters if k not in _NOT_NARROWING),
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
        "formats": listings.formats("published-records"),
        "public_states": ", ".join(s.title for s in register.public_states),
        "how_to_read": public_list.HOW_TO_READ if register.aggregates else "",
    }
    return render(request, "registers/published.html", context)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def published_export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give exactly what the public list's address asks for, as a file."""
    asked_for = {**download.filters(request), "register": slug}
    return download.answer(request, "published-records", form, asked_for)
