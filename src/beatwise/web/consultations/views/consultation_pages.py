"""Consultations: the list, one of them, its steps, and the forms of its parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.consultations.consultation_states import CONSULTATION, DRAFT
from beatwise.accountability.registers.openings import buttons, opening, sentences
from beatwise.web.access.guard import needs
from beatwise.web.actions.presenters import table_of_steps
from beatwise.web.consultations import consulting, forms, presenters, selectors
from beatwise.web.consultations.models import Consultation
from beatwise.web.exports import download, listings
from beatwise.web.history.presenters import entries, plain_label, plain_value
from beatwise.web.pages import state_diagram
from beatwise.web.pages.clean import check_part
from beatwise.web.pages.form_actions import Answers, FormPage, form_page, make_from, version
from beatwise.web.pages.paging import pages
from beatwise.web.pages.rate_limit import limit_rate
from beatwise.web.registry import registry


PAGE = 30
TABLES = ("consultations", "answers")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a consultation that has a form: its words, its fields, its action."""

    words: str
    fields: tuple[str, ...]
    form: Callable[..., Form]
    act: Callable[..., object]


def _evidence(data: QueryDict | None, *, initial: dict[str, Any]) -> Form:
    return forms.EvidenceForm(initial.pop("decisions"), data, initial=initial)


PARTS = {
    "change": Part("Change", consulting.PLAN, forms.ConsultationForm, consulting.change),
    "outcome": Part("Responses and weighting", consulting.OUTCOME, forms.OutcomeForm,
                    consulting.enter_outcome),
    "evidence": Part("What it is evidence for", consulting.EVIDENCE, _evidence, consulting.link),
    "themes": Part("Add a theme", (), forms.ThemeForm, consulting.add_theme),
}  # fmt: skip


@needs("consultations.read")
@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """Show the consultations that this person sees."""
    filters = download.filters(request)
    page = Paginator(selectors.visible(request.user, filters), PAGE).get_page(filters.get("page"))
    rows = [
        {
            "row": row,
            "state": presenters.state_title(row),
            "responses": presenters.number_words(row.responses, row.qualifier)
            if selectors.shows_results(request.user, row)
            else "",
        }
        for row in page
    ]
    context = {
        "rows": rows, "page": page, "pages": pages(page, filters),
        "states": CONSULTATION.states, "filters": filters,
        "formats": listings.formats("consultations"),
        "writes": roles.may(request.user, "consultations.write"),
    }  # fmt: skip
    return render(request, "consultations/consultations.html", context)


@needs("consultations.read")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the state table of consultations, as a picture and in words."""
    context = {
        "picture": state_diagram.svg(CONSULTATION, CONSULTATION.name),
        "steps": table_of_steps(CONSULTATION),
    }
    return render(request, "consultations/rules.html", context)


@needs("consultations.read")
@require_GET
def themes(request: HttpRequest) -> HttpResponse:
    """Show the themes that were heard, by who spoke of them."""
    rows = selectors.themes(request.user)
    context = {"rows": rows, "writes": roles.may(request.user, "consultations.write")}
    return render(request, "consultations/themes.html", context)


@needs("consultations.read")
@limit_rate(download.A_MINUTE, "exports")
@require_GET
def export(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give the consultations, or their results, as a file."""
    check_part(table, TABLES)
    return download.answer(request, table, form)


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a consultation."""
    form = forms.ConsultationForm(request.POST or None)
    row = make_from(request, form, lambda values: consulting.plan(values=values, by=request.user))
    if row is not None:
        messages.success(request, "The consultation was planned.")
        return redirect("consultation", row.number)
    return render(request, "consultations/form.html", {"form": form, "what": "New consultation"})


@needs("consultations.read")
@require_GET
def consultation(request: HttpRequest, number: int) -> HttpResponse:
    """Show a consultation, and its results where they are shown to this person."""
    row = selectors.seen_by(request.user, number)
    is_open = selectors.shows_results(request.user, row)
    steps = selectors.steps_of(row, request.user.role)
    titles = selectors.strategies()
    questions = row.questions.filter(removed=False)
    writes = roles.may(request.user, "consultations.write")
    context = {
        "row": row,
        "state": presenters.state_title(row),
        "steps": buttons(steps),
        "hindrances": sentences(steps, request.user.role) if writes else [],
        "shown": is_open,
        "responses": presenters.number_words(row.responses, row.qualifier),
        "results": [presenters.results(q, request.user) for q in questions] if is_open else [],
        "questions": questions,
        "themes": row.themes.filter(removed=False) if is_open else [],
        "strategies": [titles.get(name, name) for name in row.strategies],
        "decision": _decision(row, request),
        "draft": row.state == DRAFT,
        "formats": listings.formats("answers"),
        "writes": writes,
    }
    return render(request, "consultations/consultation.html", context)


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Take a step of the state table, after a page that says what it does."""
    row = selectors.one(number)
    move = opening(
        selectors.steps_of(row, request.user.role),
        name,
        table=CONSULTATION,
        state=row.state,
        place=row.title,
    ).move
    form = forms.StepForm(request.POST or None, needed=move.why)

    def act(answers: Answers) -> object:
        return consulting.step(
            number=number, version=version(request), name=name, why=answers["why"], by=request.user
        )

    page = _page(
        row, f"{move.words}: {row.title}", lead=presenters.OUTCOMES[name], button=move.words,
        rows=presenters.before_step(row, move),
    )  # fmt: skip
    return form_page(request, form, act, page)


@needs("consultations.write")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, number: int, part: str) -> HttpResponse:
    """Show and take the form of one part of a consultation."""
    row = selectors.one(number)
    check_part(part, PARTS, "part")
    kind = PARTS[part]
    if part in ("outcome", "themes"):
        consulting.check_has_results(row)
    start = forms.start_of(row, kind.fields)
    if part == "evidence":
        start["decisions"] = selectors.decisions(request.user)
    form = kind.form(request.POST or None, initial=start)

    def act(answers: Answers) -> object:
        subject = {} if part == "themes" else {"version": version(request)}
        return kind.act(number=number, values=answers, by=request.user, **subject)

    return form_page(request, form, act, _page(row, f"{kind.words}: {row.title}"))


@needs("consultations.write")
@require_GET
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    row = selectors.one(number)
    lines = entries(
        row.thing,
        did=lambda action: action.partition(".")[2].replace("_", " ").capitalize(),
        label=plain_label,
        value_words=plain_value,
    )
    return render(request, "consultations/history.html", {"row": row, "entries": lines})


def _decision(row: Consultation, request: HttpRequest) -> dict[str, object] | None:
    if row.decision is None:
        return None
    address = registry.address(request.user, "decisions", str(row.decision))
    return {"number": row.decision, "address": address}


def _page(row: Consultation, what: str, **more: object) -> FormPage:
    context = {"what": what, "row": row, **more}
    address = reverse("consultation", args=[row.number])
    return FormPage("consultations/form.html", address, row.version, "It was saved.", context)
