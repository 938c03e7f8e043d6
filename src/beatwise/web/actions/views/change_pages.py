"""Changes asked for: the list, one of them side by side, asking and taking back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.plan.change_control import CHANGE_REQUEST
from beatwise.errors import BadInput
from beatwise.web.access.guard import needs
from beatwise.web.actions import action_fields, forms, presenters, selectors
from beatwise.web.actions import changes as acts
from beatwise.web.actions.models import Request
from beatwise.web.actions.named_actions import waits_field
from beatwise.web.exports import download, listings
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, show_error, version
from beatwise.web.pages.form_data import check_answers
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registry import registry


PAGE = 25


@needs("progress.read")
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """Show the changes asked for, the newest first."""
    filters = download.filters(request)
    rows = selectors.requests(request.user, filters.get("state", ""))
    page = Paginator(rows, PAGE).get_page(filters.get("page"))
    context = {
        "rows": [presenters.change(row, request.user) for row in page],
        "page": page,
        "pages": pages(page, filters),
        "states": CHANGE_REQUEST.states,
        "state": filters.get("state", ""),
        "formats": listings.formats("changes"),
    }
    return render(request, "actions/changes.html", context)


@needs("progress.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, form: str) -> HttpResponse:
    """Give the changes asked for as a file."""
    return download.answer(request, "changes", form)


@needs("progress.read")
@require_GET
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Show one change, before and after side by side."""
    row = selectors.request(request.user, number)
    context = {
        **presenters.change(row, request.user),
        "about": _about(request, row.kind, row.about),
        "open_minutes": registry.address(request.user, "open_minutes", "change"),
        "entries": presenters.history(row.thing, request.user),
        "warnings": acts.warnings(row)
        if roles.role_of(request.user).sees == roles.EVERYTHING
        else (),
        "takes_back": roles.may(request.user, "progress.write")
        and bool(CHANGE_REQUEST.moves(row.state, request.user.role)),
    }
    return render(request, "actions/change.html", context)


@needs("progress.write")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    """Ask for a change of an action or a measure."""
    changeable = acts.of_kind(kind)
    thing = changeable.now(request.user, about)
    fields = changeable.fields(about)
    now = {name: changeable.words(thing, name) for name in fields}
    offered = {name: changeable.choices(name) for name in fields}
    choices = {name: each for name, each in offered.items() if each}
    start, special = dict(now), {}
    if kind == Request.OF_ACTION:
        special["depends_on"] = waits = waits_field(request.user, besides=about)
        start["depends_on"] = waits.titles_of(action_fields.waits(now["depends_on"]))
    form = forms.AskForm(fields, start, choices, request.POST or None, special=special)
    sent = request.method == "POST" and not check_answers.is_sent_back(request)
    if sent and form.is_valid():
        values = {n: v.replace("\r\n", "\n") for n, v in form.cleaned_data.items()}
        why = values.pop("why")
        new_values = {n: v for n, v in values.items() if v != now[n]}
        act = partial(
            acts.ask, kind=kind, about=about, new_values=new_values, why=why, by=request.user
        )
        try:
            if check_answers.is_checked(request):
                row = act()
                messages.success(request, f"Change {row.number} was asked for.")
                return redirect("change", row.number)
            check_answers.try_out(act)
            new_fields = acts.asked_fields(changeable, thing, about, new_values)
            context = {
                "title": thing.title,
                "why": why,
                "fields": presenters.requested_fields(kind, about, new_fields, request.user),
                "sent": check_answers.as_sent(request),
            }
            return render(request, "actions/check_change.html", context)
        except BadInput as error:
            show_error(form, error)
    context = {"form": form, "kind": kind, "title": thing.title, "name": about,
               "about": _about(request, kind, about)}  # fmt: skip
    return render(request, "actions/ask.html", context)


@needs("progress.write")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a change back before a board decides it, after a page that shows it."""
    row = selectors.request(request.user, number)
    CHANGE_REQUEST.move(row.state, "take back", role=request.user.role)

    def act(_: Answers) -> object:
        return acts.take_back(number=number, version=version(request), by=request.user)

    address = reverse("change", args=[number])
    context = presenters.change(row, request.user)
    page = FormPage(
        "actions/take_back.html", address, row.version, f"Change {number} was taken back.", context
    )
    return form_page(request, Form(request.POST or None), act, page)


def _about(request: HttpRequest, kind: str, about: str) -> str:
    """Return the address of what a change is about, where there is one."""
    if kind == Request.OF_ACTION:
        return reverse("action", args=[selectors.named(about).number])
    return registry.address(request.user, kind, about) or ""
