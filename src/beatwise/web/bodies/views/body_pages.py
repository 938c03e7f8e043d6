"""A body's seats and its political balance: the page, and the forms that keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.boards.body_balance import MOST_MEMBERS
from beatwise.web.access.guard import needs
from beatwise.web.bodies import co_options, forms, membership, popolo, presenters, selectors
from beatwise.web.bodies.imports.body_tables import KINDS
from beatwise.web.bodies.models import Council, Seat
from beatwise.web.exports import download, listings
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.models import Board
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.form_data import check_answers
from beatwise.web.pages.forms import WhyForm
from beatwise.web.pages.rate_limit import limit_rate


SOON = dt.timedelta(days=183)  # before a term's end, when a body begins to look for a member


def _of_council(person: object, permission: str, parts: Mapping[str, object]) -> bool:
    """Whether the council of an address, by its key, appoints to a body of the person's own."""
    row = Council.objects.select_related("board").filter(pk=parts["key"], removed=False).first()
    return row is not None and own_bodies.may_in(person, permission, row.board)


@needs("meetings.read", within=doors.of_board)
@require_GET
def body(request: HttpRequest, number: int) -> HttpResponse:
    """Show a body's seats, its councils and its political balance."""
    board = meetings.board(number)
    rows = list(selectors.seats(board))
    current = selectors.balance(board, rows)
    context = {
        "board": board,
        "seats": [presenters.seat(row) for row in rows],
        "councils": selectors.councils(board),
        "balance": current,
        "parties": presenters.parties(current),
        "sums": presenters.sums(current),
        "picture": presenters.picture(current),
        "printed": selectors.printed(board),
        "comparison": presenters.comparison(selectors.compared(board, current)),
        "steps": board.balance_steps.all(),
        "co_options": [presenters.co_option(row) for row in co_options.of_board(board)],
        "ending": selectors.ending(board, meetings.today(), SOON),
        "most_members": MOST_MEMBERS,
        "tables": [(name, table.title) for name, table in KINDS.items()],
        "writes": own_bodies.may_in(request.user, own_bodies.WRITE, board),
        "formats": listings.formats("seats"),
    }
    return render(request, "bodies/seats.html", context)


@needs("meetings.read", within=doors.of_board)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Give a body's seats as a file."""
    meetings.board(number)
    return download.answer(request, "seats", form, {"board": str(number)})


@needs("meetings.read", within=doors.of_board)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def popolo_document(request: HttpRequest, number: int) -> JsonResponse:
    """Give a body, its seats and its votes in the shape of Popolo."""
    answer = JsonResponse(popolo.document(meetings.board(number)), json_dumps_params={"indent": 1})
    answer.headers["Content-Disposition"] = f'attachment; filename="body-{number}-popolo.json"'
    return answer


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def new_council(request: HttpRequest, number: int) -> HttpResponse:
    """Enter a council that appoints to a body."""
    board = meetings.board(number)
    form = forms.CouncilForm(request.POST or None)
    return _new(
        request, board, form, "Appointing council",
        lambda answers: membership.add_council(board=number, values=answers, by=request.user),
    )  # fmt: skip


@needs("meetings.write", within=_of_council)
@require_http_methods(["GET", "POST"])
def change_council(request: HttpRequest, key: int) -> HttpResponse:
    """Change a council's name or numbers."""
    row = selectors.council(key)
    form = forms.ChangeCouncilForm(request.POST or None, initial=_council_words(row))

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        membership.change_council(
            key=key, version=version(request), values=answers, by=request.user, why=why
        )

    return _change(request, row, form, f"Change {row}", act, reverse("remove_council", args=[key]))


@needs("meetings.write", within=_of_council)
@require_http_methods(["GET", "POST"])
def remove_council(request: HttpRequest, key: int) -> HttpResponse:
    """Take a council off a body."""
    row = selectors.council(key)
    form = WhyForm(request.POST or None)

    def act(answers: Answers) -> None:
        membership.remove_council(key=key, version=version(request), by=request.user, **answers)

    rows = check_answers.present_answers(forms.ChangeCouncilForm(initial=_council_words(row)))
    return _change(request, row, form, f"Remove {row}", act, rows=rows)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def new_seat(request: HttpRequest, number: int) -> HttpResponse:
    """Add a seat to a body."""
    board = meetings.board(number)
    form = forms.SeatForm(board, request.POST or None)
    return _new(
        request, board, form, "New seat",
        lambda answers: membership.add_seat(board=number, values=answers, by=request.user),
    )  # fmt: skip


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def change_seat(request: HttpRequest, number: int, seat: int) -> HttpResponse:
    """Change who holds a seat, or its term."""
    row = selectors.seat(number, seat)
    form = forms.ChangeSeatForm(row.board, request.POST or None, initial=_seat_words(row))

    def act(answers: Answers) -> None:
        why = answers.pop("why")
        membership.change_seat(
            board=number, number=seat, version=version(request), values=answers, by=request.user,
            why=why,
        )  # fmt: skip

    away = reverse("remove_seat", args=[number, seat])
    return _change(request, row, form, f"Change {row}", act, away)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def remove_seat(request: HttpRequest, number: int, seat: int) -> HttpResponse:
    """Remove a seat that the body no longer has."""
    row = selectors.seat(number, seat)
    form = WhyForm(request.POST or None)

    def act(answers: Answers) -> None:
        membership.remove_seat(
            board=number, number=seat, version=version(request), by=request.user, **answers
        )

    rows = check_answers.present_answers(forms.ChangeSeatForm(row.board, initial=_seat_words(row)))
    return _change(request, row, form, f"Remove {row}", act, rows=rows)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def printed(request: HttpRequest, number: int) -> HttpResponse:
    """Enter entitlements as a paper prints them."""
    board = meetings.board(number)
    form = forms.PrintedForm(request.POST or None)
    return _new(
        request, board, form, "Printed entitlements",
        lambda answers: membership.keep_printed(board=number, by=request.user, **answers),
    )  # fmt: skip


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def new_step(request: HttpRequest, number: int) -> HttpResponse:
    """Record something that was tried to meet the balance."""
    board = meetings.board(number)
    form = forms.StepForm(request.POST or None)
    return _new(
        request, board, form, "Step towards balance",
        lambda answers: membership.add_step(board=number, by=request.user, **answers),
    )  # fmt: skip


def _new(
    request: HttpRequest, board: Board, form: Form, what: str, make: Callable[[Answers], object]
) -> HttpResponse:
    if make_from(request, form, make) is not None:
        messages.success(request, "It was saved.")
        return redirect("body", board.number)
    return render(request, "bodies/form.html", {"form": form, "what": what, "board": board})


def _change(
    request: HttpRequest, row: Council | Seat, form: Form, what: str,
    act: Callable[[Answers], object], remove: str = "", rows: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:  # fmt: skip
    context = {"what": what, "board": row.board, "remove": remove, "rows": rows}
    address = reverse("body", args=[row.board.number])
    return form_page(
        request, form, act, FormPage("bodies/form.html", address, row.version, context=context)
    )


def _council_words(row: Council) -> dict[str, str]:
    lines = [f"{party}: {count}" for party, count in row.councillors.items()]
    return {"name": row.name, "councillors": "\n".join(lines), "as_at": _day(row.as_at),
            "source": row.source}  # fmt: skip


def _seat_words(row: Seat) -> dict[str, object]:
    start = {name: getattr(row, name) for name in membership.SEAT if name != "council"}
    return start | {"council": str(row.council_id or ""), "begins": _day(row.begins),
                    "ends": _day(row.ends), "reappoint_by": _day(row.reappoint_by)}  # fmt: skip


def _day(day: object) -> str:
    return str(day or "")
