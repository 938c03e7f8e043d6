"""The one view of the public site: what is at an address, and the search."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from beatwise.errors import BadInput
from beatwise.plurals import counted
from beatwise.web.publicsite.edition_memory import memory
from beatwise.web.publicsite.kept_resource import KeptResource, kept_resource
from beatwise.web.publicsite.page_frame import Site, form, links, page, paragraph
from beatwise.web.publicsite.resource import ABSENT, HERE
from beatwise.web.search.search_terms import LONGEST


SEARCH, ABSENT_PAGE = "search.html", "not-found.html"
AWAY = b"The site is not available at the moment. Try again in a few minutes.\n"


@require_safe
def resource(request: HttpRequest, address: str = "") -> HttpResponse:
    """Return what is at an address, from memory where the database is away."""
    memory.look()
    name = f"{address}index.html" if not address or address.endswith("/") else address
    query = request.GET.get("q", "")
    try:
        hit = _search(query) if name == SEARCH and query else memory.get(name)
        absent = hit is None or hit.resource.status == ABSENT
        hit = memory.get(ABSENT_PAGE) if absent else hit
    except (DatabaseError, BadInput):  # away, or a large file that is not what was prepared
        hit = None
    if hit is None:
        answer = HttpResponse(AWAY, content_type="text/plain; charset=utf-8", status=503)
        answer.headers["Retry-After"] = "120"
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return _answer(request, hit)


def _search(query: str) -> KeptResource | None:
    if memory.head is None:
        return None
    try:
        hits = memory.search(query)
        words = f"{counted(len(hits), 'page')} with “{query}”."
    except BadInput as error:
        hits, words = [], f"{capfirst(error.message)} {error.next_step}"
    body = form(query[:LONGEST]) + paragraph(words)
    body += links([(hit.address, hit.title, hit.kind) for hit in hits])
    return kept_resource(page(Site(memory.head.body, memory.head.day), SEARCH, "Search", body))


def _answer(request: HttpRequest, hit: KeptResource) -> HttpResponse:
    page_or_file = hit.resource
    answer = HttpResponse(
        page_or_file.content, content_type=page_or_file.media_type, status=page_or_file.status
    )
    answer.headers["ETag"] = hit.etag
    answer.headers["Content-Length"] = str(hit.size)
    answer.headers["Cache-Control"] = "public, max-age=300, stale-while-revalidate=86400"
    answer.headers["Content-Security-Policy"] = hit.policy
    if page_or_file.status != HERE:
        return answer
    conditional = get_conditional_response(request, etag=hit.etag, response=answer)
    return conditional if isinstance(conditional, HttpResponse) else answer
