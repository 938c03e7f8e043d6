"""Packs at their permanent addresses: the page, the files, and publishing."""

from __future__ import annotations

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.exports import download
from beatwise.web.exports.writers import inert
from beatwise.web.imports import stored_files
from beatwise.web.imports.models import Content
from beatwise.web.meetings import presenters, selectors, workflow
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.meetings.packs import pack_files
from beatwise.web.meetings.views import pack_pages
from beatwise.web.meetings.waiting import meeting_steps
from beatwise.web.pages.paging import pages


PAGE = 30


@needs("packs.read", within=doors.of_any)
@require_GET
def packs(request: HttpRequest) -> HttpResponse:
    """Show the packs that this person reads, the latest meeting first."""
    page = Paginator(selectors.packs(request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [presenters.pack(row) for row in page],
        "page": page,
        "pages": pages(page, download.filters(request)),
        "reads_all": own_bodies.some_of(request.user),
    }
    return render(request, "meetings/packs.html", context)


@needs("packs.read", within=doors.of_pack)
@require_GET
def pack(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """Show a frozen pack as it was frozen."""
    row = selectors.pack(request.user, meeting, number)
    newest = selectors.latest(row.meeting)
    reads_all = own_bodies.may_in(request.user, own_bodies.READ, row.meeting.board)
    context = {
        **presenters.pack(row),
        "release": meeting_steps.release(row, request.user, newest),
        "head": pack_pages.head(row),
        "papers": pack_pages.papers(row, request.user),
        "later": newest if reads_all and newest and newest.pk != row.pk else None,
        "reads_all": reads_all,
    }
    return render(request, "meetings/pack.html", context)


@needs("packs.read", within=doors.of_pack)
@require_GET
def pack_file(request: HttpRequest, meeting: int, number: int, form: str) -> HttpResponse:
    """Give a pack's file: the same bytes for ever."""
    row = selectors.pack(request.user, meeting, number)
    if form == "pdf":
        content, kind, mark = bytes(row.pdf.data), pack_files.PDF, row.pdf_id
    elif form == "ods":
        content, kind, mark = bytes(row.ods.data), pack_files.ODS, row.ods_id
    elif form == "json":
        content, kind, mark = row.content.encode(), "application/json", row.digest
    else:
        raise MissingData(
            f"a pack has no file as {form}.", next_step="Choose one of: pdf, ods, json."
        )
    answer = HttpResponse(content, content_type=kind)
    answer.headers["ETag"] = f'"{mark}"'
    answer.headers["Content-Disposition"] = f'attachment; filename="pack-{meeting}-{number}.{form}"'
    return answer


@needs("packs.read", within=doors.of_pack)
@require_GET
def pack_attachment(
    request: HttpRequest, meeting: int, number: int, item: int, place: int
) -> HttpResponse:
    """Give a file of an item as it was frozen: to be saved, never to be shown or run here."""
    content = pack_files.read(selectors.pack(request.user, meeting, number).content)
    chosen_items = content.items[item - 1 : item] if item > 0 else ()
    files = chosen_items[0].details.attachments if chosen_items else ()
    if not 0 < place <= len(files):
        raise MissingData("there is no such file in this pack.", next_step="Open the pack.")
    file = files[place - 1]
    stored = Content.objects.get(pk=file.sha256)
    ending = file.name.rpartition(".")[2]
    plain = f"pack-{meeting}-{number}-item-{item}-{place}.{ending}"
    answer = stored_files.give(stored, file.name)
    return HttpResponse(answer, content_type="application/octet-stream", headers=inert(plain))


@needs("packs.publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """Publish a pack, after a fresh proof of identity."""
    row = selectors.pack(request.user, meeting, number)
    release = meeting_steps.release(row, request.user, selectors.latest(row.meeting))
    if (
        release is not None
        and release.open
        and is_reauthentication_required(request, app="meetings")
    ):
        raise ReauthenticationRequired
    if request.method == "POST":
        workflow.publish(meeting=meeting, number=number, by=request.user, stepped_up=True)
        messages.success(request, "The pack was published.")
        return redirect("pack", meeting, number)
    content = pack_files.read(row.content)
    context = {
        **presenters.pack(row),
        "release": release,
        "items": content.items,
        "papers": pack_pages.papers(row, request.user) if release and release.open else "",
    }
    return render(request, "meetings/publish.html", context)
