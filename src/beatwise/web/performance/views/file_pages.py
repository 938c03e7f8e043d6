"""Measures and their values as files, in and out; and charts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, writers
from beatwise.web.imports import views as import_pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.performance import exports, gate, imports, selectors
from beatwise.web.performance.presenters import imports as previews


@needs("performance.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def measures_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the measures that the list's address asks for, as a file."""
    return download.answer(request, "measures", form)


@needs("performance.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def observations_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the values that this person sees, as a file that can be imported again."""
    if form == "csv":
        filters = download.filters(request)
        if not gate.sees_exact(request.user):
            rows = gate.values_for_file(request.user, filters)
            return writers.answer(exports.gated_observations(rows, exact=True), form)
        rows = selectors.observations_for(request.user, filters)
        return writers.answer(exports.observations(rows, exact=True), form)
    return download.answer(request, "observations", form)


@needs("performance.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def peers_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the similar forces' values as a file that can be imported again."""
    return download.answer(request, "peers", form)


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def import_observations(request: HttpRequest) -> HttpResponse:
    """Take a file of values and go on to its preview."""
    return import_pages.upload(request, imports.Values(), _values())


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def observation_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file of values would do, and do it; or what it did, and undo it."""
    importer = imports.Values()
    return import_pages.batch(request, key, importer.kind, lambda batch: importer, _values())


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def import_peers(request: HttpRequest) -> HttpResponse:
    """Take a file of similar forces' values and go on to its preview."""
    return import_pages.upload(request, imports.Peers(), _peers())


@needs("performance.write")
@require_http_methods(["GET", "POST"])
def peer_batch(request: HttpRequest, key: int) -> HttpResponse:
    """Show what a file of similar forces' values would do, and do it; or undo it."""
    importer = imports.Peers()
    return import_pages.batch(request, key, importer.kind, lambda batch: importer, _peers())


def check_form(form: str) -> None:
    """Raise ``MissingData`` unless lists are written in this format."""
    if form not in writers.FORMATS:
        raise MissingData(
            f"there is no export as {form}.",
            next_step=f"Choose one of: {', '.join(writers.FORMATS)}.",
        )


_UNDO = "Removes every one of them; what was withdrawn by hand since stays withdrawn."


def _values() -> import_pages.ImportPage:
    return import_pages.ImportPage(
        title="Import values",
        upload=reverse("import_observations"),
        batch="observation_batch",
        back=reverse("measures"),
        back_words="Measures",
        about="Use the columns of the export: measure (its id or number), area (empty for the "
        "whole), period, value, numerator, denominator, vintage, source, note. A value of a period "
        "that has one already is kept beside it and restates it; nothing is overwritten. For a "
        "measure that is rated by a rolling year, give its months or quarters too: control limits "
        "are drawn from them, and the years are formed from them. A percentage or rate needs its "
        "numerator and denominator for that.",
        files=_files("observations_export"),
        columns=previews.VALUES,
        rows=previews.values,
        undo=_UNDO,
    )


def _peers() -> import_pages.ImportPage:
    return import_pages.ImportPage(
        title="Import most similar forces",
        upload=reverse("import_peers"),
        batch="peer_batch",
        back=reverse("measures"),
        back_words="Measures",
        about="The columns are: measure, force, period, value, weight (the denominator it was "
        "formed from) and source. Leave your own force out: its value is the measure's own.",
        files=_files("peers_export"),
        columns=previews.PEERS,
        rows=previews.peers,
        undo=_UNDO,
    )


def _files(name: str) -> list[tuple[str, str]]:
    return [
        (words, reverse(name, args=[form]))
        for form, (words, _) in writers.FORMATS.items()
        if form != "json"
    ]
