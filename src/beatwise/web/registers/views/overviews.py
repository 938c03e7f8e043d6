"""Pages and files of what is worked out over many records: duties of a period, and figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registers import selectors
from beatwise.web.registers.shapes import duty_items, duty_pages
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
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def duties_export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the due items of a period as a file."""
    asked_for = {**download.filters(request), "register": slug}
    return download.answer(request, "register-duties", form, asked_for)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def figures_export(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the figures of what the list's address asks for, as a file."""
    asked_for = {**download.filters(request), "register": slug}
    return download.answer(request, "register-figures", form, asked_for)
