"""A body's requests, public questions and forward plan."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.roles import owner_titles
from beatwise.web.access.guard import needs
from beatwise.web.exports import download, listings
from beatwise.web.meetings import selectors
from beatwise.web.meetings.models import Board
from beatwise.web.meetings.named_roles import doors, own_bodies
from beatwise.web.pages.clean import check_part, sure_row
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.proceedings import (
    body_requests,
    exports,
    forms,
    forward_plan,
    presenters,
    public_questions,
)


PAGE = 30


@needs("meetings.read", within=doors.of_board)
@require_GET
def requests(request: HttpRequest, number: int) -> HttpResponse:
    """Show the requests of a body: those that wait first, overdue ones before the others."""
    board = selectors.board(number)
    rows = list(body_requests.of_board(board))
    pending = body_requests.waiting(rows)
    answered = [row for row in rows if row not in pending]
    page = Paginator([*pending, *answered], PAGE).get_page(request.GET.get("page"))
    context = _list(request, board, "requests") | {
        "rows": [presenters.request(row) for row in page],
        "waiting": len(pending),
        "overdue": sum(body_requests.stands(row).overdue for row in pending),
        "page": page,
        "pages": pages(page, download.filters(request)),
        "last": board.meetings.order_by("-on").first(),
    }
    return render(request, "proceedings/requests.html", context)


@needs("meetings.read", within=doors.of_board)
@require_GET
def request(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Show a request with its items and their answers."""
    row = body_requests.one(number, key)
    context = {
        **presenters.request(row),
        "board": row.board,
        "items": row.items.all(),
        "writes": own_bodies.may_in(request.user, own_bodies.WRITE, row.board),
    }
    return render(request, "proceedings/request.html", context)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def answer_item(request: HttpRequest, number: int, key: int, item: str) -> HttpResponse:
    """Record the answer to one item of a request."""
    row = body_requests.one(number, key)
    each = sure_row(
        row.items.filter(letter=item), f"there is no item ({item}).", "Open the request."
    )
    start = {"answer": each.answer, "answered_in": each.answered_in,
             "answered_on": str(each.answered_on or "")}  # fmt: skip
    form = forms.AnswerItemForm(request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        return body_requests.answer(
            board=number, number=key, version=version(request), item=item, values=answers,
            by=request.user,
        )  # fmt: skip

    context = {"what": f"Answer item ({item})", "board": row.board, "lead": each.words}
    address = reverse("body_request", args=[number, key])
    page = FormPage("proceedings/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("meetings.read", within=doors.of_board)
@require_GET
def questions(request: HttpRequest, number: int) -> HttpResponse:
    """Show the public questions to a body."""
    board = selectors.board(number)
    paginator = Paginator(public_questions.of_board(board), PAGE)
    page = paginator.get_page(request.GET.get("page"))
    ahead = board.meetings.filter(on__gte=selectors.today()).order_by("on").first()
    context = _list(request, board, "questions") | {
        "rows": [presenters.question(row) for row in page],
        "page": page,
        "pages": pages(page, download.filters(request)),
        "ahead": ahead,
        "deadline": public_questions.deadline(ahead) if ahead else None,
    }
    return render(request, "proceedings/questions.html", context)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Answer a public question, or say why it is not put."""
    row = public_questions.one(number, key)
    start = {"answer": row.answer, "refused": row.refused,
             "answered_on": str(row.answered_on or "")}  # fmt: skip
    form = forms.AnswerQuestionForm(request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        return public_questions.answer(
            board=number, number=key, version=version(request), values=answers, by=request.user
        )

    context = {"what": f"Public question {key}", "board": row.board, "lead": row.words}
    address = reverse("public_questions", args=[number])
    page = FormPage("proceedings/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("meetings.read", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def forward(request: HttpRequest, number: int) -> HttpResponse:
    """Show a body's forward plan; put something on it."""
    board = selectors.board(number)
    form = forms.ForwardItemForm(request.POST or None)
    added = make_from(
        request, form, lambda values: forward_plan.add(board=number, values=values, by=request.user)
    )
    if added is not None:
        return redirect("forward_plan", number)
    rows = forward_plan.of_board(board)
    context = _list(request, board, "requests") | {
        "rows": [{"row": row, "presenter": owner_titles().get(row.presenter, "")} for row in rows],
        "form": form,
    }
    return render(request, "proceedings/forward_plan.html", context)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def forward_item(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Move an item of the forward plan, record when it was heard, or take it off."""
    row = forward_plan.one(number, key)
    start = {"heading": row.heading, "presenter": row.presenter, "by_day": str(row.by_day or ""),
             "heard_at": str(row.heard_at.number) if row.heard_at else ""}  # fmt: skip
    form = forms.ChangeForwardItemForm(row.board, request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        return forward_plan.change(
            board=number, number=key, version=version(request), values=answers, by=request.user
        )

    context = {"what": row.heading, "board": row.board}
    address = reverse("forward_plan", args=[number])
    page = FormPage("proceedings/form.html", address, row.version, context=context)
    return form_page(request, form, act, page)


@needs("meetings.read", within=doors.of_board)
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, number: int, table: str, form: str) -> HttpResponse:
    """Give what happened at a body's meetings as a file: one table of it."""
    selectors.board(number)
    check_part(table, (*exports.TABLES, exports.ROLLS))
    return download.answer(request, table, form, {"board": str(number)})


def _list(request: HttpRequest, board: Board, table: str) -> dict[str, object]:
    return {
        "board": board,
        "table": table,
        "formats": listings.formats(table),
        "writes": own_bodies.may_in(request.user, own_bodies.WRITE, board),
    }
