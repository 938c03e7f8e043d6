"""The forms by which entries are proposed, claimed and reversed; each is shown first."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.funds import pounds
from beatwise.clock import day_words
from beatwise.errors import Conflict
from beatwise.web.access.guard import needs
from beatwise.web.funds import forms, ledger_entries, selectors
from beatwise.web.funds.models import Fund
from beatwise.web.funds.proposals import proposed_entries
from beatwise.web.funds.proposals.proposed_entries import Part
from beatwise.web.pages.form_actions import Answers, FormPage, form_page
from beatwise.web.pages.forms import WhyForm


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, number: int) -> HttpResponse:
    """Propose an entry of the fund as a whole."""
    row = selectors.fund(number)
    form = forms.EntryForm(request.POST or None, of_line=False)

    def act(answers: Answers) -> None:
        part = Part(None, answers.pop("amount"))
        proposed_entries.propose(fund=number, parts=[part], by=request.user, **answers)

    return _page(
        request, form, act, f"Propose an entry in {row}", row, reverse("fund", args=[number])
    )


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def enter_on_line(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Propose an entry on a line."""
    row = selectors.line(request.user, number, line)
    form = forms.EntryForm(request.POST or None, of_line=True)

    def act(answers: Answers) -> None:
        part = Part(line, answers.pop("amount"))
        proposed_entries.propose(fund=number, parts=[part], by=request.user, **answers)

    address = reverse("fund_line", args=[number, line])
    return _page(request, form, act, f"Propose an entry: {row}", row.fund, address)


@needs("funds.claim")
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Claim money of a line as its receiver, with what shows that it was spent."""
    row = selectors.line(request.user, number, line)
    form = forms.ClaimForm(request.POST or None)

    def act(answers: Answers) -> None:
        part = Part(line, answers.pop("amount"))
        proposed_entries.propose(
            fund=number, kind="payment", parts=[part], by=request.user, **answers
        )

    address = reverse("fund_line", args=[number, line])
    return _page(request, form, act, f"Claim: {row}", row.fund, address, "The claim was sent.")


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, number: int) -> HttpResponse:
    """Propose to transfer money to another fund."""
    row = selectors.fund(number)
    others = [(str(fund.number), fund.name) for fund in selectors.funds().exclude(pk=row.pk)]
    if not others:
        raise Conflict("there is no other fund.", next_step="Open the other fund first.")
    form = forms.MoveForm(others, request.POST or None, carry=False)

    def act(answers: Answers) -> None:
        target, part = int(answers.pop("target")), Part(None, answers.pop("amount"))
        proposed_entries.propose(
            kind="transfer_out", fund=number, to_fund=target, parts=[part], by=request.user,
            **answers,
        )  # fmt: skip

    return _page(
        request, form, act, f"Propose a transfer from {row}", row, reverse("fund", args=[number])
    )


@needs("funds.propose")
@require_http_methods(["GET", "POST"])
def carry(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Propose to carry money of a line forward to a line of the following year."""
    row = selectors.line(request.user, number, line)
    targets = selectors.following(request.user, row)
    if not targets:
        raise Conflict(
            f"{row.fund} has no line of the following year.",
            place=str(row),
            next_step="Add the receiver's line for that year first.",
        )
    form = forms.MoveForm(forms.line_choices(targets), request.POST or None, carry=True)

    def act(answers: Answers) -> None:
        part = Part(line, answers.pop("amount"), int(answers.pop("target")))
        proposed_entries.propose(fund=number, parts=[part], by=request.user, **answers)

    address = reverse("fund_line", args=[number, line])
    return _page(request, form, act, f"Propose to carry forward: {row}", row.fund, address)


@needs("funds.confirm")
@require_http_methods(["GET", "POST"])
def reverse_entry(request: HttpRequest, number: int, entry: int) -> HttpResponse:
    """Undo an entry by a second one."""
    row = selectors.entry(number, entry)
    form = WhyForm(request.POST or None)
    address = reverse("fund", args=[number])
    if row.line:
        address = reverse("fund_line", args=[number, row.line.number])

    def act(answers: Answers) -> None:
        ledger_entries.reverse(fund=number, number=entry, by=request.user, **answers)

    what = f"Reverse entry {entry}: {row.title} of {pounds(row.amount)}, {day_words(row.on)}"
    return _page(request, form, act, what, row.fund, address, "The entry was reversed.")


def _page(
    request: HttpRequest, form: Form, act: Callable[[Answers], object], what: str, fund: Fund,
    address: str, success: str = "The entry was proposed: finance confirms it.",
) -> HttpResponse:  # fmt: skip
    context = {"what": what, "fund": fund, "back": address}
    page = FormPage("funds/form.html", address, fund.entries_made, success, context, what)
    return form_page(request, form, act, page)
