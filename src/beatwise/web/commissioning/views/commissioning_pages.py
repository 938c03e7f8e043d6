"""What needs attention, organisations with all they had, and contributions in their order."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.web.access.guard import needs
from beatwise.web.commissioning import attention, presenters, selectors
from beatwise.web.exports import download
from beatwise.web.funds import selectors as fund_selectors
from beatwise.web.pages.paging import pages


PAGE = 25


@needs("registers.read")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show what of grants, contracts and developer agreements needs attention this month."""
    selectors.check_inside(request.user)
    matters = attention.of_the_month(selectors.today())
    context = {"matters": matters, "count": sum(len(m.rows) + m.more for m in matters)}
    return render(request, "commissioning/overview.html", context)


@needs("registers.read")
@require_GET
def recipients(request: HttpRequest) -> HttpResponse:
    """List the organisations that a search leaves, each with what it had."""
    selectors.check_inside(request.user)
    filters = download.filters(request)
    page = Paginator(selectors.recipients(filters.get("q", "")), PAGE).get_page(filters.get("page"))
    rows = list(page)
    grants = selectors.records_of(rows, selectors.GRANTS)
    contracts = selectors.records_of(rows, selectors.CONTRACTS)
    context = {
        "rows": [
            presenters.recipient_row(row, grants.get(row.pk, []), contracts.get(row.pk, []))
            for row in rows
        ],
        "page": page, "pages": pages(page, filters), "q": filters.get("q", ""),
    }  # fmt: skip
    return render(request, "commissioning/recipients.html", context)


@needs("registers.read")
@require_GET
def recipient(request: HttpRequest, number: int) -> HttpResponse:
    """Show an organisation with all it had from every fund."""
    selectors.check_inside(request.user)
    row = selectors.recipient(number)
    grants = selectors.records_of([row], selectors.GRANTS).get(row.pk, [])
    contracts = selectors.records_of([row], selectors.CONTRACTS).get(row.pk, [])
    context = {
        **presenters.recipient_page(row, grants, contracts),
        **presenters.recipient_lines(fund_selectors.lines_of(request.user, row.heading)),
    }
    return render(request, "commissioning/recipient.html", context)


@needs("registers.read")
@require_GET
def drawdown(request: HttpRequest) -> HttpResponse:
    """Show developer contributions in the order in which they are drawn down."""
    selectors.check_inside(request.user)
    several = selectors.contributions()
    context = {
        "rows": presenters.drawdown_rows(several, selectors.today()),
        "sums": presenters.drawdown_sums(several),
    }
    return render(request, "commissioning/drawdown.html", context)
