"""The forms by which budgets are kept: years, their rows, the steps of a precept, deadlines."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.accountability.budget import precept_run
from beatwise.clock import day_words
from beatwise.errors import Conflict
from beatwise.web.access.guard import needs
from beatwise.web.budget import budget_actions, forms, selectors
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.form_data import check_answers
from beatwise.web.pages.forms import WhyForm


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def open_budget(request: HttpRequest) -> HttpResponse:
    """Open a budget year."""
    form = forms.OpenForm(forms.sent(request))
    row = make_from(request, form, lambda v: budget_actions.open_year(by=request.user, **v))
    if row is not None:
        messages.success(request, f"{row} was opened.")
        return redirect("budget", row.year)
    context = {"form": form, "what": "Open a budget year", "back": reverse("budgets")}
    return render(request, "budget/form.html", context)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def change_budget(request: HttpRequest, year: int) -> HttpResponse:
    """Change a year's ground."""
    row = selectors.year(year)
    start = forms.start_of_year(row, budget_actions.YEAR, budget_actions.AMOUNTS)
    form = forms.YearForm(forms.sent(request), initial=start)

    def act(answers: Answers) -> None:
        budget_actions.change_year(
            year=year, version=version(request), why=answers.pop("why"), values=answers,
            by=request.user,
        )  # fmt: skip

    return _page(request, form, act, f"Change {row}", year, row.version)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def new_budget_row(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """Add a row to a budget."""
    of, row = selectors.kind(kind), selectors.year(year)
    form = forms.RowForm(of, None, forms.sent(request))

    def act(answers: Answers) -> None:
        budget_actions.keep_row(year=year, kind=kind, number=None, values=answers, by=request.user)

    return _page(request, form, act, f"{row}: new {of.one}", year, row.version)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def change_budget_row(request: HttpRequest, year: int, kind: str, number: int) -> HttpResponse:
    """Change a row of a budget."""
    of, row = selectors.kind(kind), selectors.row(year, kind, number)
    form = forms.RowForm(of, row, forms.sent(request))

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        budget_actions.keep_row(
            year=year, kind=kind, number=number, version=version(request), values=answers,
            by=request.user, why=why,
        )  # fmt: skip

    more = {"remove": reverse("remove_budget_row", args=[year, kind, number])}
    return _page(request, form, act, f"Change {of.one}: {row}", year, row.version, more)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def remove_budget_row(request: HttpRequest, year: int, kind: str, number: int) -> HttpResponse:
    """Take a row out of a budget, with a reason, on a page that shows it."""
    of, row = selectors.kind(kind), selectors.row(year, kind, number)

    def act(answers: Answers) -> None:
        budget_actions.remove_row(
            year=year, kind=kind, number=number, version=version(request), by=request.user,
            **answers,
        )  # fmt: skip

    rows = check_answers.present_answers(forms.RowForm(of, row))
    more: dict[str, object] = {"rows": rows, "button": "Remove"}
    form = WhyForm(forms.sent(request))
    return _page(request, form, act, f"Remove: {row}", year, row.version, more)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def precept_step(request: HttpRequest, year: int) -> HttpResponse:
    """Record the next step of a precept, of those that may follow."""
    row = selectors.year(year)
    kinds = precept_run.next_kinds([step.value for step in selectors.steps(row)])
    if not kinds:
        raise Conflict("the precept is issued; nothing follows.", place=str(row))
    form = forms.StepForm(kinds, forms.sent(request))

    def act(answers: Answers) -> None:
        budget_actions.take_step(year=year, values=answers, by=request.user)

    what = f"{row}: next step of the precept"
    return _page(request, form, act, what, year, row.version, check=what)


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def take_back_precept(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Take the last step of a precept back, with a reason."""
    row = selectors.year(year)
    step = selectors.step(row, number)

    def act(answers: Answers) -> None:
        budget_actions.take_back_step(year=year, number=number, by=request.user, **answers)

    form = WhyForm(forms.sent(request))
    return _page(
        request, form, act, f"Take back “{step}” of {day_words(step.on)}", year, row.version
    )


@needs("budget.write")
@require_http_methods(["GET", "POST"])
def change_deadline(request: HttpRequest, step: str) -> HttpResponse:
    """Change a deadline of the calendar, or note when it was verified."""
    row = selectors.statutory_date(step)
    start = forms.start_of_date(row, budget_actions.DATE)
    form = forms.DateForm(forms.sent(request), initial=start)

    def act(answers: Answers) -> None:
        budget_actions.change_date(
            step=step, version=version(request), values=answers, by=request.user
        )

    address = reverse("statutory_calendar")
    context = {"what": f"Change: {row}", "back": address}
    page = FormPage("budget/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


def _page(
    request: HttpRequest, form: Form, act: object, what: str, year: int, now: int,
    more: dict[str, object] | None = None, check: str = "",
) -> HttpResponse:  # fmt: skip
    address = reverse("budget", args=[year])
    context = {"what": what, "back": address, **(more or {})}
    page = FormPage("budget/form.html", address, now, context=context, check=check)
    return form_page(request, form, act, page)  # type: ignore[arg-type]
