"""The pages that belong to no one app: home, search, the history of every change."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from beatwise.accountability import roles
from beatwise.web.access.guard import needs, open_to_all
from beatwise.web.exports import download, listings
from beatwise.web.home import presenters
from beatwise.web.home.first_steps import first_steps
from beatwise.web.home.history_pages import history_entries, history_list
from beatwise.web.home.menu import menu_of
from beatwise.web.home.search_results import search_results
from beatwise.web.pages.paging import narrowing, pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.pages.today import today
from beatwise.web.tasks import last_look
from beatwise.web.tasks.task_list import task_list


MOST_RESULTS = 25
SEARCHES = 60
CHANGES = 20  # on a page of the history, each with all of its fields


@needs("office.enter")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person."""
    sections = task_list(request.user, last_look.note(request.user))
    context = {
        "waits": bool(sections),
        "sections": presenters.html(sections, today()),
        "first_steps": first_steps(request.user),
        "rooms": menu_of(request),
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
    rows = history_list.changes(request.user, filters).select_related("by")
    page = Paginator(rows, CHANGES).get_page(request.GET.get("page"))
    thing = filters.get("thing", "")
    context = {
        "page": page,
        "pages": pages(page, filters),
        "entries": history_entries.entries(page, request.user),
        "thing": thing,
        # A thing is named only where this person may see a change of it.
        "thing_name": history_entries.thing_names([thing])[thing] if thing and rows else "",
        "narrowing": filters,
        "narrowed": any(filters.get(name) for name in ("thing", "kind", "role", "action")),
        "filters": [
            narrowing("kind", "What it is about", history_entries.kinds(request.user), filters),
            narrowing("role", "By whom", roles.choices(), filters),
        ],
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
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
