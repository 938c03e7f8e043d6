"""Paper: shifts whose sheets can be printed and typed in, and an import of filled sheets."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.publication.formats.document import Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, writers
from beatwise.web.imports import views as import_pages
from beatwise.web.imports.views import ImportPage
from beatwise.web.pages.clean import sure_row
from beatwise.web.pages.form_actions import act_on
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.patrols import selectors
from beatwise.web.patrols.models import PlanShift, Programme
from beatwise.web.patrols.paper import actions
from beatwise.web.patrols.paper.importer import PaperImport, listed
from beatwise.web.patrols.paper.sheet_form import SheetForm, sheet_visits
from beatwise.web.patrols.paper.sheet_lines import COLUMNS
from beatwise.web.patrols.phone_words import phone_words
from beatwise.web.patrols.views.live_pages import rights


PAPER = actions.PAPER
BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=7)


@needs(PAPER)
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """List the shifts of the last weeks and the next, each with its sheet."""
    programme, now = selectors.programme(key), timezone.now()
    rows = selectors.shifts_between(request.user, programme, now - BACK, now + AHEAD)
    shifts = [
        {"shift": shift, "typed": shift.paper.count(), "phones": shift.patrols.count(),
         "begun": shift.begins <= now}
        for shift in rows.order_by("-begins").prefetch_related("paper", "patrols")
    ]  # fmt: skip
    context = {"programme": programme, "shifts": shifts, "tab": "paper", "may": rights(request)}
    return render(request, "patrols/paper.html", context)


@needs("patrols.read")
@require_GET
def sheet(request: HttpRequest, key: int, shift: int) -> HttpResponse:
    """Show a shift's pack on one page to be printed: visits, why there, and where to write."""
    programme = selectors.programme(key)
    row = _shift(request, programme, shift)
    spots = {spot.name: spot for spot in selectors.spots(programme, timezone.localdate(row.begins))}
    visits = [(visit, spots.get(visit.spot)) for visit in sheet_visits(row)]
    context = {"programme": programme, "shift": row, "visits": visits, "words": phone_words()}
    return render(request, "patrols/sheet.html", context)


@needs(PAPER)
@require_http_methods(["GET", "POST"])
def type_sheet(request: HttpRequest, key: int, shift: int) -> HttpResponse:
    """Type a filled sheet in; sent again it is put in place of what was typed before."""
    programme = selectors.programme(key)
    row = _shift(request, programme, shift)
    form = SheetForm(row, request.POST or None)
    done = act_on(
        request,
        form,
        lambda _: actions.type_sheet(shift=row, lines=form.lines(), by=request.user),
        "The sheet was kept. Its visits count as evidence of grade C.",
    )
    if done:
        return redirect("patrol_paper", key)
    context = {"programme": programme, "shift": row, "form": form}
    return render(request, "patrols/sheet_form.html", context)


@needs(PAPER)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def sheet_file(request: HttpRequest, key: int) -> HttpResponse:
    """Give the planned visits of the last weeks as a file in which times can be filled in."""
    programme, now = selectors.programme(key), timezone.now()
    rows = selectors.shifts_between(request.user, programme, now - BACK, now)
    cells = (
        [
            timezone.localdate(visit.begins), shift.partner, visit.spot, shift.beat, None, None,
            None, shift.people, shift.name, visit.name,
            f"{timezone.localtime(visit.begins):%H:%M}",
        ]
        for shift in rows.filter(patrols=None, paper=None)
        for visit in sheet_visits(shift)
    )  # fmt: skip
    columns = tuple(Column(name) for name in COLUMNS)
    listing = Listing("paper-sheets", f"Paper sheets of {programme}", columns, cells, missing="")
    return writers.answer(listing, "csv")


@needs(PAPER)
@require_http_methods(["GET", "POST"])
def import_paper(request: HttpRequest, key: int) -> HttpResponse:
    """Take a file of filled sheets or returned hours, and go on to its preview."""
    programme = selectors.programme(key)
    return import_pages.upload(request, PaperImport(programme), _page(programme))


@needs(PAPER)
@require_http_methods(["GET", "POST"])
def paper_batch(request: HttpRequest, key: int, batch: int) -> HttpResponse:
    """Show what a file would do, and do it; or what it did, and undo it."""
    programme = selectors.programme(key)
    importer = PaperImport(programme)
    return import_pages.batch(request, batch, importer.kind, lambda _: importer, _page(programme))


def _page(programme: Programme) -> ImportPage:
    return ImportPage(
        title="Import paper sheets",
        upload=reverse("import_patrol_paper", args=[programme.pk]),
        batch="patrol_paper_batch",
        args=(programme.pk,),
        back=reverse("patrol_paper", args=[programme.pk]),
        back_words="Paper",
        about="Filled sheets with the times of each visit, or hours that a supervisor returned "
        "by day and hot spot or beat. Both are somebody’s word: evidence of grade C.",
        files=[("planned visits without a phone (CSV)",
                reverse("patrol_paper_file", args=[programme.pk]))],
        columns=("Day", "Partner", "Where", "How long"),
        rows=listed,
        undo="Removes these lines. It is refused when a sheet was typed over them.",
    )  # fmt: skip


def _shift(request: HttpRequest, programme: Programme, key: int) -> PlanShift:
    rows = selectors.shifts(request.user, programme).filter(pk=key)
    return sure_row(rows, "there is no such shift here.", "Open Paper.")
