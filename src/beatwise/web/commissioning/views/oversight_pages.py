"""Payments beside the ledger, contracts with what must begin, hours of patrols, returns."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.commissioning import forms, selectors
from beatwise.web.commissioning.oversight import (
    contract_rows,
    delivery_rows,
    oversight_views,
    payment_rows,
    return_checks,
)
from beatwise.web.exports import download, listings
from beatwise.web.imports import batches
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registers.imports import Records
from beatwise.web.registers.own_definitions.known import definition


PAGE = 50
LISTS = {"payments": "payments", "contracts": "contract-days", "hours": "contract-hours",
         "outliving": "outliving"}  # fmt: skip


@needs("registers.read")
@require_GET
def payments(request: HttpRequest) -> HttpResponse:
    """Show a month's milestones and invoices beside the ledger, those that differ first."""
    selectors.check_inside(request.user)
    filters = download.filters(request)
    month = forms.MonthForm(filters).value(selectors.last_month())
    rows = payment_rows.of_month(month)
    page = Paginator(rows, PAGE).get_page(filters.get("page"))
    context = {
        "month": month, "earlier": month - 1, "later": month + 1,
        "rows": [oversight_views.payment(row) for row in page],
        "sums": oversight_views.payment_sums(payment_rows.sums_of_month(month)), "page": page,
        "pages": pages(page, filters), "formats": listings.formats("payments"),
    }  # fmt: skip
    return render(request, "commissioning/payments.html", context)


@needs("registers.read")
@require_GET
def contracts(request: HttpRequest) -> HttpResponse:
    """List the contracts in force, the first due day first, with what must begin by when."""
    selectors.check_inside(request.user)
    filters, today = download.filters(request), selectors.today()
    page = Paginator(contract_rows.contracts(), PAGE).get_page(filters.get("page"))
    rows = contract_rows.rows_of(list(page), today)
    context = {
        "rows": [oversight_views.contract(row, today) for row in rows], "page": page,
        "pages": pages(page, filters), "formats": listings.formats("contract-days"),
    }  # fmt: skip
    return render(request, "commissioning/contracts.html", context)


@needs("registers.read")
@require_GET
def contract_hours(request: HttpRequest, number: int) -> HttpResponse:
    """Show a contract's invoices by month beside the hours that were delivered."""
    selectors.check_inside(request.user)
    record = delivery_rows.contract(number)
    context = {
        "row": record, "programme": delivery_rows.programme_of(record),
        "partner": record.values.get("patrol_partner"),
        "months": [
            oversight_views.hours(row) for row in delivery_rows.checks(record, request.user)
        ],
        "formats": listings.formats("contract-hours"),
    }  # fmt: skip
    return render(request, "commissioning/contract_hours.html", context)


@needs("registers.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def money_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Give one of these lists as a file."""
    selectors.check_inside(request.user)
    if name not in LISTS:
        raise MissingData(
            f"there is no list '{name}'.", next_step=f"Choose one of: {', '.join(LISTS)}."
        )
    return download.answer(request, LISTS[name], form)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def returns(request: HttpRequest) -> HttpResponse:
    """List the returns that wait for an answer, and hold a file against its contracts."""
    selectors.check_inside(request.user)
    form = forms.ReturnsFileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}

    def take(answers: Answers) -> HttpResponse | None:
        name, content = answers["file"].name, answers["file"].read()
        would = return_checks.preview(name, content, request.user)
        if would.wrong:
            context["would"] = would
            return None
        register = Records(definition(return_checks.RETURNS))
        batch = batches.keep(register, name=name, content=content, by=request.user)
        return redirect("batch", return_checks.RETURNS, batch.pk)

    if answer := make_from(request, form, take):
        return answer
    rows = return_checks.received()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context |= {"rows": list(page), "page": page, "pages": pages(page, download.filters(request))}
    return render(request, "commissioning/returns.html", context)


@needs("registers.read")
@require_http_methods(["GET", "POST"])
def answer_return(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a return, or send it back; the reasons that were found are filled in."""
    selectors.check_inside(request.user)
    each = return_checks.waiting(number)
    reasons = [f"{reason.message} {reason.next_step}" for reason in each.reasons]
    form = forms.ReturnAnswerForm(request.POST or None, initial={"words": "\n".join(reasons)})

    def act(answers: Mapping[str, str]) -> None:
        return_checks.answer(
            number=number, version=version(request), step=answers["step"],
            words=answers["words"], by=request.user,
        )  # fmt: skip

    context = {"each": each, "reasons": reasons}
    page = FormPage("commissioning/return.html", reverse("provider_returns"), each.record.version,
                    "Your answer was kept.", context)  # fmt: skip
    return form_page(request, form, act, page)
