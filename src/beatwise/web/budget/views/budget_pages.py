"""Pages of budgets that are read: the years, one year, the calendar, and what is published."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.web.access.guard import needs
from beatwise.web.budget import budget_actions, budget_drawings, presenters, selectors
from beatwise.web.budget.budget_row_kinds import KINDS
from beatwise.web.budget.models import PublishedBudget, StatutoryDate
from beatwise.web.pages.form_actions import Answers, FormPage, form_page


@needs("budget.read")
@require_GET
def budgets(request: HttpRequest) -> HttpResponse:
    """List the budget years, with the chief constable's share of each as a series."""
    rows = presenters.series(selectors.years())
    context = {
        "rows": rows,
        "picture": budget_drawings.share_picture(rows),
        "writes": roles.may(request.user, "budget.write"),
    }
    return render(request, "budget/budgets.html", context)


@needs("budget.read")
@require_GET
def budget(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year: requirement, scenarios, precept, calendar, plan, reserves, savings, survey."""
    row = selectors.year(year)
    context = {
        **presenters.whole(row, selectors.today()),
        "picture": budget_drawings.plan_picture(row),
        "reserves": presenters.reserve_rows(),
        "kinds": KINDS,
        "writes": roles.may(request.user, "budget.write"),
        "publishes": roles.may(request.user, "packs.publish"),
        "issue": row.published.first(),
    }
    return render(request, "budget/budget.html", context)


@needs("budget.read")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """List the statutory calendar: each deadline with its basis and when it was verified."""
    context = {
        "rows": StatutoryDate.objects.all(),
        "writes": roles.may(request.user, "budget.write"),
    }
    return render(request, "budget/calendar.html", context)


@needs("packs.publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, year: int) -> HttpResponse:
    """Publish a budget and the funds as they stand now, frozen."""
    row = selectors.year(year)

    content = presenters.to_publish(row, selectors.today())

    def act(_: Answers) -> None:
        issue = budget_actions.publish(
            year=year, content=content, checked=request.POST.get("checked_id", ""), by=request.user
        )
        messages.info(request, f"It is issue {issue.number}.")

    address = reverse("budget", args=[year])
    context = {
        **content,
        "what": f"Publish {row} and the funds as they stand",
        "back": address,
        "frozen": True,
        "checked_id": budget_actions.content_id(content),
        "issue": row.published.first(),
    }
    page = FormPage("budget/publish.html", address, row.version, "It was published.", context)
    return form_page(request, Form(request.POST or None), act, page)


@needs("budget.published")
@require_GET
def published_budgets(request: HttpRequest) -> HttpResponse:
    """List the budgets of which something was published."""
    rows = PublishedBudget.objects.select_related("budget").filter(number=1)
    return render(request, "budget/published.html", {"rows": rows})


@needs("budget.published")
@require_GET
def published_budget(request: HttpRequest, year: int) -> HttpResponse:
    """Show the latest published issue of a year, as it was frozen."""
    issue = selectors.published(year)
    return render(request, "budget/budget.html", {**issue.content, "issue": issue, "frozen": True})
