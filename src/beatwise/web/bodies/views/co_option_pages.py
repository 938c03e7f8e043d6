"""Co-options: proposed, resolved, notified and answered, each step on its own form."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from beatwise.errors import MissingData
from beatwise.web.access.guard import needs
from beatwise.web.bodies import co_options, forms
from beatwise.web.bodies.models import CoOption
from beatwise.web.meetings import selectors as meetings
from beatwise.web.meetings.named_roles import doors
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version


STEPS: dict[str, tuple[str, Callable[..., object]]] = {
    "resolve": ("Join the resolution", co_options.resolve),
    "notify": ("Record that the Secretary of State was notified", co_options.notify),
    "close": ("Record the Secretary of State's answer", co_options.close),
}


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Put down a member who is to be co-opted."""
    board = meetings.board(number)
    form = forms.CoOptionForm(board, request.POST or None)
    row = make_from(
        request,
        form,
        lambda values: co_options.propose(board=number, values=values, by=request.user),
    )
    if row is not None:
        messages.success(request, "The co-option was put down.")
        return redirect("co_option", number, row.number)
    context = {"form": form, "what": "Propose a co-option", "board": board}
    return render(request, "bodies/form.html", context)


@needs("meetings.write", within=doors.of_board)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Show a co-option and take its next step."""
    row = co_options.one(number, key)
    name = co_options.step_of(row)
    if not name:
        context = {"row": row, "board": row.board}
        return render(request, "bodies/co_option.html", context)
    words, step = STEPS[name]
    form = _form(name, row, request)

    def act(answers: Answers) -> None:
        step(board=number, number=key, version=version(request), by=request.user, **answers)

    context = {"what": words, "board": row.board, "row": row}
    address = reverse("co_option", args=[number, key])
    page = FormPage("bodies/co_option.html", address, row.version, context=context)
    return form_page(request, form, act, page)


def _form(name: str, row: CoOption, request: HttpRequest) -> Form:
    data = request.POST or None
    if name == "resolve":
        return forms.ResolutionForm(row.board, data)
    if name == "notify":
        return forms.NotificationForm(data)
    if name == "close":
        return forms.AnswerForm(data)
    raise MissingData(f"there is no step '{name}'.", next_step="Open the co-option.")
