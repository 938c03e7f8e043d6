"""One paper: its page with the preview, its steps, its comments and its notes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from beatwise.accountability import roles
from beatwise.accountability.registers.openings import (
    Hindrances,
    Opening,
    buttons,
    opening,
    openings,
    sentences,
)
from beatwise.errors import MissingData
from beatwise.publication.papers.release.paper_states import (
    A_RELEASE,
    DRAFT,
    NO_RELEASE,
    PAPER,
    TWO_PEOPLE,
)
from beatwise.web.access.guard import needs
from beatwise.web.history.presenters import entries
from beatwise.web.pages.form_actions import Answers, FormPage, act_on, form_page, version
from beatwise.web.papers import forms, paper_checks, presenters, release_steps, selectors, writing
from beatwise.web.papers.models import Paper


@needs("papers.read")
@require_http_methods(["GET", "POST"])
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """Show a paper as it would be printed today, and what there is to do; take a comment."""
    row = selectors.paper(number)
    form = forms.CommentForm(request.POST or None)

    def act(answers: Answers) -> object:
        return writing.comment(
            number=number, words=answers["words"], paragraph=answers["paragraph"], by=request.user
        )

    if act_on(request, form, act, "The comment was added."):
        return redirect("paper", number)
    steps = steps_of(row, request)
    writes = roles.may(request.user, "papers.write")
    context = {
        "row": row,
        "look": presenters.look(row),
        "steps": buttons(steps),
        "waits": sentences(_spoken_of(steps), request.user.role),
        "preview": presenters.preview(paper_checks.checked(row)),
        "comments": [presenters.comment(each) for each in row.comments.select_related("by")],
        "releases": presenters.releases(row),
        "withdrawal": getattr(row, "withdrawal", None),
        "form": form,
        "writes": writes,
        "changes": writes and row.state == DRAFT,
    }
    return render(request, "papers/paper.html", context)


@needs("papers.read")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Take a step of the state table, after a page that says what it does."""
    row = selectors.paper(number)
    if name == "release":
        return redirect("release_paper", number)
    move = opening(steps_of(row, request), name, table=PAPER, state=row.state, place=row.title).move
    form = forms.StepForm(request.POST or None, needed=move.why)

    def act(answers: Answers) -> object:
        return release_steps.take_step(
            number=number, version=version(request), name=name, by=request.user,
            why=answers.get("why", ""),
        )  # fmt: skip

    context = {
        "what": move.words,
        "row": row,
        "target": PAPER.state(move.target).title,
        "preview": presenters.preview(paper_checks.checked(row)),
    }
    address = reverse("paper", args=[number])
    page = FormPage("papers/step.html", address, row.version, "It was saved.", context)
    return form_page(request, form, act, page)


@needs("papers.write")
@require_POST
def settle(request: HttpRequest, number: int, comment: int) -> HttpResponse:
    """Say that a comment is settled."""
    writing.settle(number=number, comment=comment, by=request.user)
    messages.success(request, "The comment is settled.")
    return redirect("paper", number)


@needs("papers.write")
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, number: int, at: int) -> HttpResponse:
    """Say why a figure that does not follow from others stands as it does."""
    row = selectors.paper(number)
    findings = paper_checks.checked(row).findings
    if not 0 < at <= len(findings):
        raise MissingData("there is no such finding now.", next_step="Open the paper.")
    finding = findings[at - 1]
    form = forms.NoteForm(request.POST or None, initial={"words": finding.note})

    def act(answers: Answers) -> object:
        return writing.note(
            number=number, version=version(request), key=finding.key, words=answers["words"],
            by=request.user,
        )  # fmt: skip

    comparison = finding.comparison
    lead = (
        f"{comparison.printed} is printed and {comparison.recomputed} follows. "
        f"{comparison.explanation}"
    )
    return form_page(request, form, act, _page(row, "Note on a figure", lead))


@needs("papers.read")
@require_GET
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Show who changed what, when and why."""
    row = selectors.paper(number)
    lines = entries(
        row.thing,
        did=lambda action: action.partition(".")[2].replace("_", " ").capitalize(),
        label=lambda name: name.replace("_", " ").capitalize(),
        value_words=lambda name, value: str(value),
    )
    return render(request, "papers/history.html", {"row": row, "entries": lines})


def steps_of(row: Paper, request: HttpRequest) -> tuple[Opening, ...]:
    """Return the steps that leave a paper's state, and how each stands for this person."""
    proof = A_RELEASE if row.releases.exists() else NO_RELEASE
    missing = {
        move.name: tuple(need for need in move.requires if need != proof)
        for move in PAPER.moves(row.state)
    }
    had_a_hand = any(hand.account == request.user.pk for hand in row.steps)
    two = selectors.people_of_a_release() >= TWO_PEOPLE
    known = Hindrances(
        missing={name: needs_first for name, needs_first in missing.items() if needs_first},
        own=["release"] if two and had_a_hand else [],
    )
    return openings(PAPER, row.state, request.user.role, known)


def _spoken_of(steps: tuple[Opening, ...]) -> list[Opening]:
    """Return the steps that a page speaks of: not those for papers that are, or are not, out."""
    return [step for step in steps if not (step.needs and step.move.requires)]


def _page(row: Paper, what: str, lead: str = "") -> FormPage:
    context = {"what": what, "row": row, "lead": lead}
    address = reverse("paper", args=[row.number])
    return FormPage("papers/form.html", address, row.version, "It was saved.", context)
