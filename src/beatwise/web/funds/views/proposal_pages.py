"""Pages of proposed entries: what waits for whom, one with its steps, and the approval limits."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.funds import pounds
from beatwise.accountability.spending.approval_limits import COVERED, limit_on
from beatwise.accountability.spending.entry_steps import STATES
from beatwise.web.access.guard import needs
from beatwise.web.exports import download
from beatwise.web.funds import limit_setting, selectors
from beatwise.web.funds.forms_of_sharing import LimitForm
from beatwise.web.funds.presenters import proposal_views
from beatwise.web.funds.proposals import proposed_entries
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, version
from beatwise.web.pages.forms import WhyForm
from beatwise.web.pages.paging import pages


PAGE = 50


@needs("funds.read")
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """List proposed entries: those that wait, or all."""
    filters = download.filters(request)
    narrower = {"open": "" if filters.get("all") else "yes", "fund": filters.get("fund", "")}
    page = Paginator(selectors.proposals(request.user, narrower), PAGE).get_page(
        filters.get("page")
    )
    context = {
        "rows": [proposal_views.row(each) for each in page],
        "page": page,
        "pages": pages(page, filters),
        "all": bool(filters.get("all")),
        "limit": proposal_views.limit(limit_on(limit_setting.every_limit(), selectors.today())),
        "sets_limits": roles.may(request.user, "budget.write"),
        "whole": roles.role_of(request.user).sees != roles.OWN_AREA,
    }
    return render(request, "funds/proposals.html", context)


@needs("funds.read")
@require_GET
def proposal(request: HttpRequest, number: int) -> HttpResponse:
    """Show a proposal: its entries, by whose hands it went, and the steps that can be taken."""
    row = selectors.proposal(request.user, number)
    moves = proposed_entries.moves(row, request.user)
    context = {
        **proposal_views.whole(row, request.user),
        "moves": moves,
        "next_step": proposal_views.next_step(row, moves),
    }
    return render(request, "funds/proposal.html", context)


@needs("funds.read")
@require_http_methods(["GET", "POST"])
def take_step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """Take a step of a proposal, with a reason where it needs one."""
    row = selectors.proposal(request.user, number)
    move = proposed_entries.one_move(row, step, request.user)
    form = (WhyForm if move.why else Form)(request.POST or None)

    def act(answers: Answers) -> None:
        proposed_entries.take_step(
            number=number, version=version(request), step=step, by=request.user,
            why=answers.get("why", ""),
        )  # fmt: skip

    address = reverse("proposal", args=[number])
    context = {
        **proposal_views.whole(row, request.user),
        "what": f"{move.title}: {row.title.lower()} of {pounds(row.total)}",
        "back": address,
        "button": move.title,
        "outcome": proposal_views.outcome(row, move),
    }
    success = f"It is now {STATES[move.target].lower()}."
    page = FormPage("funds/step.html", address, row.version, success, context)
    return form_page(request, form, act, page)


@needs("budget.read")
@require_GET
def limits(request: HttpRequest) -> HttpResponse:
    """List the approval limits, the latest first."""
    context = {
        "rows": [proposal_views.limit(each) for each in limit_setting.every_limit()],
        "covered": COVERED.values(),
        "writes": roles.may(request.user, "budget.write"),
    }
    return render(request, "funds/limits.html", context)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def new_limit(request: HttpRequest) -> HttpResponse:
    """Set an approval limit from a day on."""
    form = LimitForm(request.POST or None)

    def act(answers: Answers) -> None:
        limit_setting.set_limit(by=request.user, **answers)

    address = reverse("limits")
    context = {"what": "Approval limit", "back": address}
    page = FormPage("funds/form.html", address, 0, "The limit was set.", context, "Approval limit")
    return form_page(request, form, act, page)
