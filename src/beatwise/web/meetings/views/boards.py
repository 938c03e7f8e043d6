"""Boards: the list, one of them with its meetings, making and changing."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.boards import agenda_template, body_documents
from beatwise.accountability.boards.agenda import CANCELLED, MEETING, POSTPONED
from beatwise.accountability.boards.frequencies import following
from beatwise.accountability.boards.quorum import quorum_of
from beatwise.web.access.guard import needs
from beatwise.web.actions.presenters import table_of_steps
from beatwise.web.exports import download, listings
from beatwise.web.meetings import boards, exports, forms, meeting_dates, presenters, selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.pages import state_diagram
from beatwise.web.pages.clean import check_part
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


@needs("meetings.read", within=doors.of_any)
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """Show the boards, and their meetings narrowed by the address."""
    filters = download.filters(request)
    page = Paginator(selectors.meetings(request.user, filters), PAGE).get_page(filters.get("page"))
    context = {
        "boards": selectors.boards(request.user),
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


@needs("meetings.read", within=doors.of_any)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give the meetings that the list's address asks for, or their decisions, as a file."""
    check_part(table, exports.TABLES)
    return download.answer(request, table, form)


@needs("meetings.read", within=doors.of_any)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the state table of meetings, as a picture and in words."""
    context = {
        "picture": state_diagram.svg(MEETING, MEETING.name),
        "steps": table_of_steps(MEETING),
    }
    return render(request, "meetings/rules.html", context)


@needs("meetings.read", within=doors.of_board)
@require_GET
def board(request: HttpRequest, number: int) -> HttpResponse:
    """Show a board and its meetings."""
    row = selectors.board(number)
    paginator = Paginator(selectors.meetings(request.user, {"board": str(number)}), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "board": row,
        "chair": presenters.title(row.chair) if row.chair else "",
        "whose": body_documents.WHOSE[row.whose],
        "quorum": quorum_of(row.quorum),
        "items": agenda_template.items_of_json(row.template),
        "members": [presenters.title(name) for name in row.members],
        "rows": [presenters.row(meeting) for meeting in page],
        "page": page,
        "pages": pages(page, download.filters(request)),
        "writes": own_bodies.may_in(request.user, own_bodies.WRITE, row),
        "changes": roles.may(request.user, own_bodies.WRITE),
        "keepers": [presenters.title(name) for name in row.keepers],
        "readers": [presenters.title(name) for name in row.readers],
    }
    return render(request, "meetings/board.html", context)


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def new_board(request: HttpRequest) -> HttpResponse:
    """Make a board."""
    name = request.GET.get("from", "")
    start = body_documents.body_document(name).as_values if name else {}
    form = forms.BoardForm(request.POST or None, initial=start)
    row = make_from(request, form, lambda values: boards.make_board(values=values, by=request.user))
    if row is not None:
        messages.success(request, f"{row.name} was created.")
        return redirect("board_page", row.number)
    shipped = [(name, body_documents.body_document(name).title) for name in body_documents.names()]
    context = {"form": form, "what": "New board", "shipped": shipped}
    return render(request, "meetings/new_board.html", context)


@needs("meetings.write")
@require_http_methods(["GET", "POST"])
def change_board(request: HttpRequest, number: int) -> HttpResponse:
    """Change a board, or close it."""
    row = selectors.board(number)
    start = {name: getattr(row, name) for name in boards.BOARD}
    start["template"] = _lines(agenda_template.items_of_json(row.template))
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


@needs("meetings.write", within=doors.of_board)
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


@needs("meetings.read", within=doors.of_board)
@require_GET
def icalendar(request: HttpRequest, number: int) -> HttpResponse:
    """Give the meetings of a board as a calendar."""
    row = selectors.board(number)
    entries = [
        (meeting, request.build_absolute_uri(reverse("meeting", args=[meeting.number])))
        for meeting in row.meetings.order_by("on")
    ]
    words = meeting_dates.icalendar_of(row, entries)
    answer = HttpResponse(words, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="board-{number}.ics"'
    return answer


def _lines(items: Iterable[agenda_template.TemplateItem]) -> str:
    return "\n".join(item.line for item in items)


def _next(row: Board) -> dict[str, object]:
    last = row.meetings.exclude(state__in=(CANCELLED, POSTPONED)).order_by("-on").first()
    if last is None:
        return {}
    day = following(last.on, row.frequency)
    same = {"begins": f"{last.begins:%H:%M}", "minutes_long": last.minutes_long}
    return {**same, "on": day.isoformat() if day else "", "place": last.place}
