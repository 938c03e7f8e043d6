"""Releasing a paper, and released papers at their permanent addresses."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.errors import MissingData
from beatwise.publication.formats import html
from beatwise.publication.papers.release.release_files import HTML, ReleaseFile
from beatwise.web.access.guard import needs
from beatwise.web.exports import download
from beatwise.web.exports.writers import inert
from beatwise.web.pages.form_actions import version
from beatwise.web.pages.paging import pages
from beatwise.web.papers import paper_checks, presenters, release_steps, selectors
from beatwise.web.papers.models import Paper, Release


PAGE = 30


@needs("papers.release")
@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Release a paper, after a fresh proof of identity; show first what would be released."""
    row = selectors.paper(number)
    release_steps.check_release(row, request.user)
    if is_reauthentication_required(request, app="papers"):
        raise ReauthenticationRequired
    if request.method == "POST":
        release_steps.release(
            number=number, version=version(request), by=request.user, stepped_up=True
        )
        messages.success(request, "The paper was released.")
        return redirect("paper", number)
    checked = paper_checks.checked(row)
    context = {
        "row": row,
        "preview": presenters.preview(checked),
        "is_ready": not checked.hindrances,
        "people": selectors.people_of_a_release(),
    }
    return render(request, "papers/release.html", context)


@needs("papers.released")
@require_GET
def released(request: HttpRequest) -> HttpResponse:
    """List the released papers, withdrawn ones among them."""
    rows = Paper.objects.exclude(slug="").select_related("withdrawal").order_by("-number")
    newest = Prefetch("releases", Release.objects.defer("content"))
    listing = Paginator(rows.prefetch_related(newest), PAGE)
    on_page = listing.get_page(request.GET.get("page"))
    context = {
        "papers": [
            {
                "paper": row,
                "release": presenters.release(row.releases.all()[0]),
                "withdrawal": getattr(row, "withdrawal", None),
            }
            for row in on_page
        ],
        "page": on_page,
        "pages": pages(on_page, download.filters(request)),
        "reads_all": roles.may(request.user, "papers.read"),
    }
    return render(request, "papers/released.html", context)


@needs("papers.released")
@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest release of a paper, or the tombstone of one that was withdrawn."""
    return _page(selectors.released_at(slug).html)


@needs("papers.released")
@require_GET
def file(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give a file of the newest release of a paper."""
    return _file(selectors.released_at(slug).files, slug, name)


@needs("papers.released")
@require_GET
def earlier_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Give a release as it was frozen, a corrected one too; the tombstone of a withdrawn one."""
    row = selectors.paper_at(slug)
    if hasattr(row, "withdrawal"):
        return _page(selectors.withdrawal_page(row))
    return _page(selectors.files(selectors.release(row, number))[0].content)


@needs("papers.released")
@require_GET
def earlier_file(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """Give a file of a release as it was frozen."""
    row = selectors.paper_at(slug)
    files = () if hasattr(row, "withdrawal") else selectors.files(selectors.release(row, number))
    return _file(files, f"{slug}-{number}", name)


def _page(content: bytes) -> HttpResponse:
    headers = {"Content-Security-Policy": html.content_policy()}
    return HttpResponse(content, content_type=f"{HTML}; charset=utf-8", headers=headers)


def _file(files: tuple[ReleaseFile, ...], slug: str, name: str) -> HttpResponse:
    for each in files:
        if each.name == name and each.media != HTML:
            is_text = each.media.startswith("text/")
            kind = f"{each.media}; charset=utf-8" if is_text else each.media
            return HttpResponse(each.content, content_type=kind, headers=inert(f"{slug}-{name}"))
    raise MissingData("this paper has no such file.", next_step="Open the paper.")
