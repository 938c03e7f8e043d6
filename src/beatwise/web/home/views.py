"""The pages that belong to no one app: home, search, the history of every change."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.access.guard import needs, open_to_all
from beatwise.web.exports import download, listings
from beatwise.web.history.models import Change
from beatwise.web.home import history_list, presenters
from beatwise.web.home.first_steps import first_steps
from beatwise.web.home.search_results import search_results
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.pages.today import today
from beatwise.web.registry import registry
from beatwise.web.tasks import last_look
from beatwise.web.tasks.task_list import task_list


MOST_RESULTS = 25
SEARCHES = 60


@needs("office.enter")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person."""
    sections = task_list(request.user, last_look.note(request.user))
    context = {
        "waits": bool(sections),
        "sections": presenters.html(sections, today()),
        "first_steps": first_steps(request.user),
    }
    return render(request, "home/home.html", context)


@needs("office.search")
@limit_rate(SEARCHES, "searches")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search across everything this person may read."""
    words = " ".join(download.filters(request).get("q", "").split())
    results, spelling = search_results(request.user, words, MOST_RESULTS)
    context = {"words": words, "spelling": spelling, "results": results, "most": MOST_RESULTS}
    return render(request, "home/search.html", context)


@needs("history.read")
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Show every change, newest first, narrowed by the address."""
    filters = download.filters(request)
    rows = history_list.changes(filters).select_related("by")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    entries = [
        {"row": row, "address": _address(request.user, row.thing), **_summary(row)} for row in page
    ]
    context = {
        "page": page,
        "pages": pages(page, filters),
        "entries": entries,
        "thing": filters.get("thing", ""),
        "action": filters.get("action", ""),
        "formats": listings.formats("history"),
    }
    return render(request, "home/history.html", context)


@needs("history.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def history_export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """Give the history as a file, with each hash, so that anyone can verify the chain."""
    return download.answer(request, "history", form)


@open_to_all
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """State how accessible the office is, and how that is known."""
    return render(request, "home/accessibility.html")


@open_to_all
@require_GET
def up(request: HttpRequest) -> HttpResponse:
    """Answer whether the office and its database stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("up\n", content_type="text/plain; charset=utf-8")


def _address(person: Person, thing: str) -> str | None:
    kind, _, key = thing.partition("/")
    return registry.address(person, kind, key)


def _summary(row: Change) -> dict[str, str]:
    details = json.loads(row.details)
    fields = sorted({**details["before"], **details["after"]})
    title = roles.table()[row.role].title if row.role in roles.table() else row.role
    return {"fields": ", ".join(fields), "role": title}
