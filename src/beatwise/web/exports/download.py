"""One answer to every request for a list as a file, however long the list is.

In an app's ``offers.register``::

    offers.listing("actions", ExportList("progress.read", exports.of_actions))

and in its views::

    @needs("progress.read")
    @limit_rate(download.A_MINUTE, "exports")
    @require_GET
    def export(request, form):
        return download.answer(request, "actions", form)

CSV and JSON are sent as they are written. OpenDocument and Excel are made while the person waits
up to ``AT_ONCE`` rows; a longer list is made by the worker, and the person is taken to their
exports. The formats to link to are ``listings.formats("actions")``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect

from beatwise.publication.formats.document import Cell
from beatwise.publication.formats.listing import Listing
from beatwise.web.exports import listings, writers
from beatwise.web.exports.jobs import actions as jobs
from beatwise.web.search.search_terms import check_length


AT_ONCE = 10_000
A_MINUTE = 30


def answer(
    request: HttpRequest, name: str, form: str, query: dict[str, str] | None = None
) -> HttpResponse | StreamingHttpResponse:
    """Return a list as a download, or take the person to where it will be.

    Parameters
    ----------
    name
        Of the list in ``registry.listings``.
    form
        One of its formats; ``MissingData`` when it is none.
    query
        What narrows the list; the address' own filters when it is left out.
    """
    export_list = listings.list_named(name, form)
    query = filters(request) if query is None else query
    listing = listings.listing_for(export_list, request.user, query)
    if form not in writers.STREAMED:
        listing, long = _longer(listing)
        if long:
            jobs.ask(name=name, filters=query, form=form, listing=listing, by=request.user)
            messages.success(request, "The file is being made. You find it here when it is ready.")
            return redirect("exports")
    return writers.answer(listing, form)


def filters(request: HttpRequest) -> dict[str, str]:
    """Return what an address asks for; raise ``BadInput`` for a value longer than a line."""
    for name, value in request.GET.items():
        check_length(value, name)
    return {k: v.replace("\x00", "") for k, v in request.GET.items() if v}


def _longer(listing: Listing) -> tuple[Listing, bool]:
    """Return the list, and whether it is too long to wait for; rows are counted when need be."""
    if listing.count is not None:
        return listing, listing.count > AT_ONCE
    rows = iter(listing.rows)
    first = list(islice(rows, AT_ONCE + 1))
    back: Iterable[Sequence[Cell]] = chain(first, rows)
    return replace(listing, rows=back), len(first) > AT_ONCE
