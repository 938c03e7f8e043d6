"""Funds: the list, one fund with its lines, one line with its entries, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.measures.observation import WHOLE_AREA
from beatwise.accountability.roles import owner_titles
from beatwise.clock import financial_year_words
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.funds import accounts, forms, selectors
from beatwise.web.funds.models import Fund
from beatwise.web.funds.presenters import day_views, fund_years, project_views
from beatwise.web.funds.presenters import fund_views as presenters
from beatwise.web.pages import clean
from beatwise.web.pages.clean import check_part
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.performance.observation_rows.visible_areas import areas


PAGE = 50
TABLES = {"lines": "fund-lines", "entries": "fund-entries", "projects": "fund-projects"}
IMPORTERS = ("funds.propose", "funds.confirm", "funds.approve")


@needs("funds.read")
@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    """List the funds with what each holds, has promised, paid and has left."""
    rows = list(selectors.funds_of(request.user))
    context = {
        "rows": [presenters.fund(row) for row in rows],
        "picture": presenters.picture([(row.name, row.position) for row in rows]),
        "whole": _sees_whole(request),
        "writes": _writes(request),
        "closes": roles.may(request.user, "funds.confirm"),
        "imports": any(roles.may(request.user, p) for p in IMPORTERS),
        "waiting": selectors.proposals(request.user, {"open": "yes"}).count(),
    }
    return render(request, "funds/funds.html", context)


@needs("funds.read")
@require_GET
def fund(request: HttpRequest, number: int) -> HttpResponse:
    """Show a fund: what it comes to, its lines, and its latest entries."""
    row, person = selectors.fund(number), request.user
    filters = {**download.filters(request), "fund": str(number)}
    today = selectors.today()
    page = Paginator(selectors.lines(person, filters), PAGE).get_page(filters.get("page"))
    years = fund_years.fund_years(person, filters, today)
    expiring = fund_years.expiring(person, row)
    entries = selectors.entries(request.user, {"fund": str(number)})[:10]
    day = clean.past_day(filters["on"], "on", today) if filters.get("on") else None
    context = {
        **presenters.fund(row),
        "decides": owner_titles().get(row.decides, row.decides),
        "lines": [presenters.line(line) for line in page],
        "years": [fund_years.year_row(each) for each in years],
        "sums": fund_years.sums(years),
        "as_at": day and day_views.as_at(person, row, list(page), filters, day),
        "page": page,
        "pages": pages(page, filters),
        "picture": fund_years.picture(years),
        "expiring": expiring,
        "expiring_picture": fund_years.expiring_picture(expiring),
        "entries": [presenters.entry(entry) for entry in entries],
        "confirms": roles.may(person, "funds.confirm"),
        "whole": _sees_whole(request),
        "writes": _writes(request),
        "proposes": roles.may(person, "funds.propose"),
        "kind": Fund.KINDS[row.kind],
        "forecast": fund_years.running(years, today),
        "reserve_years": _reserve_years(row) if _sees_whole(request) else [],
        "formula_years": _formula_years(row),
        "projects": selectors.projects(person, filters).count(),
        "waiting": selectors.proposals(person, {"fund": str(number), "open": "yes"}).count(),
        "transfers": selectors.funds().exclude(pk=row.pk).exists(),
        "formats": listings.formats("fund-lines"),
    }
    return render(request, "funds/fund.html", context)


@needs("funds.read")
@require_GET
def line(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Show a line with all its entries."""
    person = request.user
    row = selectors.line(person, number, line)
    rows = selectors.entries(person, {"fund": str(number), "line": str(line)})
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        **presenters.line(row),
        "entries": [presenters.entry(entry) for entry in page],
        "page": page,
        "pages": pages(page, download.filters(request)),
        "writes": _writes(request),
        "proposes": roles.may(person, "funds.propose"),
        "confirms": roles.may(person, "funds.confirm"),
        "claims": roles.may(person, "funds.claim"),
        "forecast": presenters.line_forecast(row, selectors.today()),
        "projects": [
            project_views.row(each)
            for each in selectors.projects(person, {"fund": str(number), "line": str(line)})
        ],
        "year_closed": selectors.is_closed(row.year),
        "carries": selectors.following(person, row).exists(),
    }
    return render(request, "funds/line.html", context)


@needs("funds.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, number: int, table: str, form: str) -> HttpResponse:
    """Give a fund's lines or entries as a file."""
    selectors.fund(number)
    check_part(table, TABLES)
    return download.answer(request, TABLES[table], form, {"fund": str(number)})


@needs("funds.write")
@require_http_methods(["GET", "POST"])
def new_fund(request: HttpRequest) -> HttpResponse:
    """Open a fund."""
    form = forms.FundForm(request.POST or None)
    row = make_from(request, form, lambda v: accounts.make_fund(values=v, by=request.user))
    if row is not None:
        messages.success(request, f"{row} was opened. Enter its opening balance next.")
        return redirect("fund", row.number)
    return render(request, "funds/form.html", {"form": form, "what": "New fund"})


@needs("funds.write")
@require_http_methods(["GET", "POST"])
def change_fund(request: HttpRequest, number: int) -> HttpResponse:
    """Change a fund, or close it."""
    row = selectors.fund(number)
    start = {name: getattr(row, name) for name in accounts.FUND}
    start |= {"opens": str(row.opens or ""), "closes": str(row.closes or "")}
    form = forms.ChangeFundForm(request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        accounts.change_fund(
            number=number, version=version(request), values=answers, by=request.user, why=why
        )

    return _change(request, form, act, f"Change {row}", row.version, reverse("fund", args=[number]))


@needs("funds.write")
@require_http_methods(["GET", "POST"])
def new_line(request: HttpRequest, number: int) -> HttpResponse:
    """Add a line to a fund."""
    row = selectors.fund(number)
    form = forms.LineForm(_areas(request), request.POST or None)
    line = make_from(
        request, form, lambda v: accounts.add_line(fund=number, values=v, by=request.user)
    )
    if line is not None:
        messages.success(request, f"{line} was added. Enter its allocation next.")
        return redirect("fund_line", number, line.number)
    context = {"form": form, "what": "New line", "fund": row}
    return render(request, "funds/form.html", context)


@needs("funds.write")
@require_http_methods(["GET", "POST"])
def change_line(request: HttpRequest, number: int, line: int) -> HttpResponse:
    """Change a line, or close it."""
    row = selectors.line(request.user, number, line)
    start = {name: getattr(row, name) for name in accounts.LINE}
    start |= {"year": row.year_words, "spend_by": str(row.spend_by or "")}
    form = forms.ChangeLineForm(_areas(request), request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        accounts.change_line(
            fund=number, number=line, version=version(request), values=answers, by=request.user,
            why=why,
        )  # fmt: skip

    address = reverse("fund_line", args=[number, line])
    return _change(request, form, act, f"Change {row}", row.version, address)


@needs("funds.confirm")
@require_http_methods(["GET", "POST"])
def close_year(request: HttpRequest) -> HttpResponse:
    """Close a financial year's books, which is shown first: no entry reopens them."""
    form = forms.YearForm(request.POST or None)
    what = "Close a year's books"
    page = FormPage(
        "funds/form.html", reverse("funds"), 0, "The year's books are closed.", {"what": what},
        f"{what}: no entry is made on its lines any more",
    )  # fmt: skip
    return form_page(request, form, lambda v: accounts.close_year(by=request.user, **v), page)


def _change(
    request: HttpRequest, form: Form, act: Callable[[Answers], object], what: str, now: int,
    address: str,
) -> HttpResponse:  # fmt: skip
    page = FormPage("funds/form.html", address, now, context={"what": what, "back": address})
    return form_page(request, form, act, page)


def _areas(request: HttpRequest) -> list[str]:
    """Return the areas that a line can be of: those that measures know."""
    return [name for name in areas(request.user) if name != WHOLE_AREA]


def _writes(request: HttpRequest) -> bool:
    return roles.may(request.user, "funds.write")


def _sees_whole(request: HttpRequest) -> bool:
    return roles.role_of(request.user).sees != roles.OWN_AREA


def _reserve_years(row: Fund) -> list[dict[str, object]]:
    if row.kind == Fund.FUND:
        return []
    return presenters.reserve_years(row.entries.order_by("number").iterator(chunk_size=1000))


def _formula_years(row: Fund) -> list[tuple[int, str, bool]]:
    """Return the years of a fund's lines, each in words, and whether it has a formula."""
    years = row.lines.order_by("-year").values_list("year", flat=True).distinct()
    known = set(row.formulas.values_list("year", flat=True))
    return [(year, financial_year_words(year), year in known) for year in years]
