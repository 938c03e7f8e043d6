"""The list of actions, its files, and its rules."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.plan.actions import ACTION
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.web.access.guard import needs
from beatwise.web.actions import presenters, selectors
from beatwise.web.actions.imports import import_lines
from beatwise.web.actions.imports.importer import Actions
from beatwise.web.exports import download, listings
from beatwise.web.imports import views
from beatwise.web.pages import state_diagram
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate


PAGE = 25


@needs("progress.read")
@require_GET
def actions(request: HttpRequest) -> HttpResponse:
    """Show the plan's actions, narrowed and ordered by the address."""
    filters, today = download.filters(request), selectors.today()
    titles = selectors.strategies()
    page = Paginator(selectors.matches(request.user, filters, today), PAGE).get_page(
        filters.get("page")
    )
    context = {
        "rows": [presenters.row(row, titles, today) for row in page],
        "page": page,
        "pages": pages(page, filters),
        "columns": presenters.columns(filters),
        "filters": presenters.filters(filters, titles),
        "narrowing": filters,
        "narrowed": any(k not in ("sort", "page") for k in filters),
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
        "formats": listings.formats("actions"),
        "manages": roles.may(request.user, "progress.manage"),
    }
    return render(request, "actions/actions.html", context)


@needs("progress.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give exactly the actions that the list's address asks for, as a file."""
    return download.answer(request, "actions", form)


@needs("progress.read")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the status tables, as pictures and in words."""
    tables = [
        ("Actions", state_diagram.svg(ACTION, ACTION.name), presenters.table_of_steps(ACTION)),
        (
            "Changes asked for",
            state_diagram.svg(CHANGE_REQUEST, CHANGE_REQUEST.name),
            presenters.table_of_steps(CHANGE_REQUEST),
        ),
    ]
    return render(request, "actions/rules.html", {"tables": tables})


@needs("progress.manage")
@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to its preview."""
    return views.upload(request, Actions(), _import_pages())


@needs("progress.manage")
@require_http_methods(["GET", "POST"])
def batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    return views.batch(request, key, Actions.kind, lambda _: Actions(), _import_pages())


def _import_pages() -> views.ImportPage:
    forms = (("OpenDocument", "ods"), ("Excel", "xlsx"), ("CSV", "csv"))
    return views.ImportPage(
        title="Import actions",
        upload=reverse("import_actions"),
        batch="action_batch",
        back=reverse("actions"),
        back_words="Actions",
        about=(
            "Use the columns of the export; only id, title, owner and state must be there. A row "
            "whose id is in the plan changes that action; any other row adds one. Owners and "
            "dates that were set change only at a board."
        ),
        files=[(words, reverse("export_actions", args=[form])) for words, form in forms],
        columns=("Id", "Action", "Due", "What it does"),
        rows=import_lines.first,
        touched=lambda item: (
            f"{item['name']} ({'changed' if item['before'] else 'added'})",
            reverse("action", args=[item["number"]]),
        ),
    )
