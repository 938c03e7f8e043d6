"""The list of papers, a new one, the rules, and the policy of release."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.publication.papers.release.paper_states import PAPER
from beatwise.web.access.guard import needs
from beatwise.web.actions.presenters import table_of_steps
from beatwise.web.exports import download
from beatwise.web.pages import state_diagram
from beatwise.web.pages.form_actions import act_on, make_from
from beatwise.web.pages.paging import pages
from beatwise.web.pages.today import today
from beatwise.web.papers import forms, presenters, release_steps, selectors, writing
from beatwise.web.papers.models import ReleasePolicy


PAGE = 30


@needs("papers.read")
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Show the papers, the newest first."""
    filters = download.filters(request)
    page = Paginator(selectors.papers(filters), PAGE).get_page(filters.get("page"))
    context = {
        "rows": [{"row": row, "look": presenters.look(row)} for row in page],
        "page": page,
        "pages": pages(page, filters),
        "writes": roles.may(request.user, "papers.write"),
        "checks": roles.may(request.user, "papers.check"),
        "people": selectors.people_of_a_release(),
    }
    return render(request, "papers/papers.html", context)


@needs("papers.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a paper, empty or from a recipe."""
    start: dict[str, object] = {
        "date": today().isoformat(),
        "body": "Police and crime panel",
    }
    form = forms.PaperForm(request.POST or None, initial=start, is_new=True)

    def make(values: dict[str, object]) -> object:
        recipe = str(values.pop("recipe", ""))
        return writing.make_paper(values=values, by=request.user, recipe=recipe)

    row = make_from(request, form, make)
    if row is not None:
        messages.success(request, "The paper was begun.")
        return redirect("write_paper", row.number)  # type: ignore[attr-defined]
    return render(request, "papers/form.html", {"form": form, "what": "New paper"})


@needs("papers.read")
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show the state table of papers, as a picture and in words, and the policy of release."""
    context = {
        "picture": state_diagram.svg(PAPER, PAPER.name),
        "steps": table_of_steps(PAPER),
        "policies": ReleasePolicy.objects.all(),
        "people": selectors.people_of_a_release(),
        "sets": roles.may(request.user, "papers.policy"),
    }
    return render(request, "papers/rules.html", context)


@needs("papers.policy")
@require_http_methods(["GET", "POST"])
def policy(request: HttpRequest) -> HttpResponse:
    """Record another policy of release."""
    form = forms.PolicyForm(request.POST or None, initial={"since": today().isoformat()})

    def act(answers: dict[str, object]) -> object:
        return release_steps.set_policy(
            since=answers["since"], people=answers["people"], reason=answers["reason"],
            by=request.user,
        )  # fmt: skip

    if act_on(request, form, act, "The policy was recorded."):
        return redirect("paper_rules")
    return render(request, "papers/form.html", {"form": form, "what": "Policy of release"})
