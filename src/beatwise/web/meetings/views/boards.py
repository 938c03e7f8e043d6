"""Boards: the list, one of them with its meetings, making and changing."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.boards.agenda import CANCELLED, MEETING
from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.actions.presenters import table_of_steps
from beatwise.web.exports import download, listings
from beatwise.web.meetings import boards, exports, forms, meeting_dates, presenters, selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.pages import state_diagram
from beatwise.web.pages.form_actions import (
    Answers,
    FormPage,
    form_page,
    make_from,
    version,
)
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate


PAGE = 30


@needs("meetings.read")
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """Show the boards, and their meetings narrowed by the address."""
    filters = download.filters(request)
    page = Paginator(selectors.meetings(filters), PAGE).get_page(filters.get("page"))
    context = {
        "boards": Board.objects.all(),
        "rows": [presenters.row(meeting) for meeting in page],
        "page": page,
        "pages": pages(page, filters),
        "states": MEETING.states,
        "filters": filters,
        "query": urlencode({k: v for k, v in filters.items() if k != "page"}),
        "formats": listings.formats("meetings"),
        "narrowed": any(k != "page" for k in filters),
        "writes": roles.may(request.user, "meetings.write"),
    }
    return render(request, "meetings/meetings.html", context)


@needs("meetings.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give the meetings that the list's address asks for, or their decisions, as a file."""
    if table not in exports.TABLES:
        raise MissingData(
            f"there is no table '{table}'.",
            next_step=f"Choose one of: {', '.join(exports.TABLES)}.",
        )
    return download.answer(request, table, form)


@needs("meetings.read")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the state table of meetings, as a picture and in words."""
    context = {
        "picture": state_diagram.svg(MEETING, MEETING.name),
        "steps": table_of_steps(MEETING),
    }
    return render(request, "meetings/rules.html", context)


@needs("meetings.read")
@require_GET
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Show a board and its meetings."""
    row = selectors.board(number)
    paginator = Paginator(selectors.meetings({"board": str(number)}), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "board": row,
        "chair": presenters.title(row.chair),
        "members": [presenters.title(name) for name in row.members],
        "rows": [presenters.row(meeting) for meeting in page],
        "page": page,
        "pages": pages(page, download.filters(request)),
        "writes": roles.may(request.user, "meetings.write"),
    }
    return render(request, "meetings/board.html", context)


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def new_board(request: HttpRequest) -> HttpResponse:
    """Make a board."""
    form = forms.BoardForm(request.POST or None)
    row = make_from(request, form, lambda values: boards.make_board(values=values, by=request.user))
    if row is not None:
        messages.success(request, f"{row.name} was created.")
        return redirect("board_page", row.number)
    return render(request, "meetings/form.html", {"form": form, "what": "New board"})


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def change_board(request: HttpRequest, number: int) -> HttpResponse:
    """Change a board, or close it."""
    row = selectors.board(number)
    start = {name: getattr(row, name) for name in boards.BOARD}
    form = forms.ClosableBoardForm(request.POST or None, initial=start)

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        boards.change_board(
            number=number, version=version(request), values=answers, by=request.user, why=why
        )

    context = {"what": f"Change {row.name}", "board": row}
    address = reverse("board_page", args=[number])
    page = FormPage("meetings/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Plan a meeting: by default as long after the last one as the board's frequency says."""
    row = selectors.board(number)
    form = forms.MeetingForm(request.POST or None, initial=_next(row))

    def act(answers: Answers) -> Meeting:
        return boards.plan(board=number, values=answers, by=request.user)

    meeting = make_from(request, form, act)
    if meeting is not None:
        messages.success(request, "The meeting was planned.")
        return redirect("meeting", meeting.number)
    context = {"form": form, "what": f"Plan a meeting of {row.name}", "board": row}
    return render(request, "meetings/form.html", context)


def _next(row: Board) -> dict[str, object]:
    last = row.meetings.exclude(state=CANCELLED).order_by("-on").first()
    if last is None:
        return {}
    day = meeting_dates.following(last.on, row.frequency)
    same = {"begins": f"{last.begins:%H:%M}", "minutes_long": last.minutes_long}
    return {**same, "on": day.isoformat() if day else "", "place": last.place}
