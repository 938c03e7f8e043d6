"""The last day of the office, and what outlives it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.web.access.guard import needs
from beatwise.web.commissioning import actions, forms, selectors
from beatwise.web.commissioning.oversight import outliving_rows, oversight_views
from beatwise.web.exports import download, listings
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version
from beatwise.web.pages.paging import pages


PAGE = 50


@needs("registers.read")
@require_GET
def after_last_day(request: HttpRequest) -> HttpResponse:
    """Show the agreements, funds and reserves that go on after the office's last day."""
    selectors.check_inside(request.user)
    row, filters = outliving_rows.last_day(), download.filters(request)
    rows = outliving_rows.beyond(row.on) if row and row.on else ()
    page = Paginator(rows, PAGE).get_page(filters.get("page"))
    context = {
        "day": row, "rows": [oversight_views.outliving(each) for each in page],
        "count": len(rows), "page": page, "pages": pages(page, filters),
        "funds": [oversight_views.holding(fund) for fund in outliving_rows.holding()],
        "unsettled": sum(each.agreement.settled == "" for each in rows),
        "sets": roles.may(request.user, "budget.write"),
        "formats": listings.formats("outliving"),
    }  # fmt: skip
    return render(request, "commissioning/after_last_day.html", context)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def set_last_day(request: HttpRequest) -> HttpResponse:
    """Set the last day of the office, or say that none is set."""
    selectors.check_inside(request.user)
    row = outliving_rows.last_day()
    start = {"on": row.on, "basis": row.basis} if row else {}
    form = forms.LastDayForm(request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        actions.set_last_day(**answers, version=version(request), by=request.user)

    page = FormPage("commissioning/last_day.html", reverse("after_last_day"),
                    row.version if row else 0)  # fmt: skip
    return form_page(request, form, act, page)
