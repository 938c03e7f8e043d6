"""Pages of a formula of allocation: its factors, its working, and the proposal of what it gives."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.clock import financial_year_words
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.funds import selectors
from beatwise.web.funds.forms_of_sharing import FormulaForm, FormulaProposalForm, version_of
from beatwise.web.funds.models import Line, SharingFormula
from beatwise.web.funds.presenters import formula_views
from beatwise.web.funds.proposals import formulas
from beatwise.web.pages.form_actions import Answers, FormPage, act_on, form_page


@needs("funds.read")
@require_GET
def formula(request: HttpRequest, number: int, year: int) -> HttpResponse:
    """Show what a formula gives each receiver, with every factor, share and penny."""
    row = formulas.formula(number, year)
    own = {str(line.number) for line in selectors.lines(request.user, {"fund": str(number)})}
    context = {
        **formula_views.working(row, formulas.lines_of(row), own),
        "writes": roles.may(request.user, "funds.propose"),
    }
    return render(request, "funds/formula.html", context)


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def change_formula(request: HttpRequest, number: int, year: int) -> HttpResponse:
    """Write the formula of a fund's year, or change it."""
    fund = selectors.fund(number)
    lines = list(Line.objects.filter(fund=fund, year=year, closed=False))
    if not lines:
        raise MissingData(
            f"{fund} has no line of {financial_year_words(year)}.",
            next_step="Add a line for each receiver first.",
        )
    row = SharingFormula.objects.filter(fund=fund, year=year).first()
    form = FormulaForm(lines, row, request.POST or None)

    def act(_: Answers) -> None:
        formulas.keep(
            fund=number, year=str(year), version=version_of(request, row),
            amount=form.cleaned_data["amount"], factors=form.factors(), by=request.user,
        )  # fmt: skip

    if act_on(request, form, act, "The formula was kept."):
        return redirect("formula", number, year)
    what = f"Formula of {fund}, {financial_year_words(year)}"
    context = {"form": form, "what": what, "fund": fund, "version": row.version if row else 0}
    return render(request, "funds/form.html", context)


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def propose_formula(request: HttpRequest, number: int, year: int) -> HttpResponse:
    """Propose the allocations that a formula gives, in one proposal."""
    row = formulas.formula(number, year)
    form = FormulaProposalForm(request.POST or None)
    address = reverse("formula", args=[number, year])

    def act(answers: Answers) -> None:
        proposal = formulas.propose(fund=number, year=year, by=request.user, **answers)
        messages.info(request, f"It is proposal {proposal.number}.")

    what = f"Propose what the formula of {financial_year_words(year)} gives"
    context = {"what": what, "back": address}
    success = "The allocations were proposed: finance confirms them."
    page = FormPage("funds/form.html", address, row.version, success, context)
    return form_page(request, form, act, page)
