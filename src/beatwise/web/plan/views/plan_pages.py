"""The plan, its strategies and its versions; loading and varying it."""

from __future__ import annotations

from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability import roles
from beatwise.accountability.measures.measure_set import sets
from beatwise.accountability.plan.actions import Action
from beatwise.accountability.plan.as_toml import parse_plan
from beatwise.accountability.roles import Person, owner_titles
from beatwise.errors import MissingData, UserError
from beatwise.web.access.guard import needs
from beatwise.web.actions import cache
from beatwise.web.exports import listings
from beatwise.web.pages.toml_file import as_toml
from beatwise.web.performance import forms, from_rows, gate, selectors
from beatwise.web.performance.definitions import actions
from beatwise.web.performance.models import PlanVersion
from beatwise.web.performance.presenters import measure_lists, rating_cell
from beatwise.web.performance.views.measures import permissions
from beatwise.web.plan import presenters
from beatwise.web.plan.drafts import draft_steps
from beatwise.web.plan.drafts import selectors as drafts


class PlanAction(TypedDict):
    """An action as a strategy's page lists it."""

    action: Action
    owner: str
    address: str


@needs("performance.read")
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan that holds today, and how its strategies stand."""
    in_force = selectors.plan()
    every = gate.scorecard(request.user)
    rows = selectors.of_plan(every)
    context: dict[str, object] = {**permissions(request), "plan": in_force, "rows": len(rows)}
    context |= {
        "writes": roles.may(request.user, "plan.write"),
        "draft": drafts.open_draft() if roles.may(request.user, "plan.draft") else None,
        "formats": listings.formats("plan"),
    }
    if in_force:
        by_number = _actions(request.user)
        plan_actions = None if by_number is None else list(by_number.values())
        context |= {
            "version": selectors.plan_version(),
            "versions": selectors.plan_versions(),
            "kind": in_force.body.kind,
            "terms": presenters.terms(in_force),
            "acted": plan_actions is not None,
            "missions": presenters.missions(in_force, rows, plan_actions),
            "tally": presenters.tally(rows),
            "counted": measure_lists.count_in_words(rows, len(every), selectors.plan_level(rows)),
            "level": selectors.plan_level(rows),
            "exceptions": sum(row.is_exception for row in rows),
            "orphans": presenters.orphans(in_force, every),
        }
    return render(request, "plan/plan.html", context)


@needs("performance.read")
@require_GET
def strategy(request: HttpRequest, name: str) -> HttpResponse:
    """Show a strategy: its statements, its measures and its actions."""
    plan = selectors.plan()
    definition = next((s for s in plan.strategies if s.id == name), None) if plan else None
    if plan is None or definition is None:
        raise MissingData(f"there is no strategy '{name}'.", next_step="Open the plan.")
    rows = [row for row in gate.scorecard(request.user) if row.measure.strategy == name]
    own = {row.measure.id for row in selectors.plan_scorecard()}
    titles = {m.id: m.title for m in selectors.measures().values()}
    by_number = _actions(request.user)
    context = {
        **permissions(request),
        "mission": next(m.title for m in plan.missions if definition in m.strategies),
        "strategy": definition,
        "facts": presenters.strategy_facts(definition),
        "results": presenters.results(definition, titles),
        "rows": [rating_cell.row(row) for row in rows if row.measure.id in own],
        "beside": [rating_cell.row(row) for row in rows if row.measure.id not in own],
        "listed": by_number is not None,
        "actions": [
            _entry(number, action)
            for number, action in (by_number or {}).items()
            if action.strategy == name
        ],
    }  # fmt: skip
    return render(request, "plan/strategy.html", context)


@needs("performance.read")
@require_GET
def plan_version(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a version of the plan changed, and why."""
    row = selectors.plan_version(number)
    if row is None:
        raise MissingData(f"the plan has no version {number}.", next_step="Open the plan.")
    other = request.GET.get("with", "")
    other_number = int(other) if other.isascii() and other.isdecimal() and len(other) < 9 else 0
    before = selectors.plan_version(other_number or number - 1)
    after = from_rows.plan(row.text)
    context = {
        "row": row,
        "plan": after,
        "approved_by": owner_titles()[after.version.approved_by],
        "before": before,
        "before_words": str(before.number) if before else "",
        "variations": _variations(before, row),
        "strategies": len(after.strategies),
        "others": [v for v in selectors.plan_versions() if v.number != number],
        "formats": listings.formats("plan"),
    }
    return render(request, "plan/plan_version.html", context)


def _variations(other: PlanVersion | None, row: PlanVersion) -> list[dict[str, str]]:
    """Return what the later of two versions changed of the earlier."""
    if other is None:
        return []
    earlier, later = sorted([other, row], key=lambda version: version.number)
    return presenters.variations(from_rows.plan(earlier.text), from_rows.plan(later.text))


@needs("performance.read")
@require_GET
def plan_document(request: HttpRequest, number: int) -> HttpResponse:
    """Give a version's own document."""
    row = selectors.plan_version(number)
    if row is None:
        raise MissingData(f"the plan has no version {number}.", next_step="Open the plan.")
    return as_toml(row.text, f"plan-version-{number}")


@needs("performance.define")
@require_http_methods(["GET", "POST"])
def load_plan(request: HttpRequest) -> HttpResponse:
    """Load a set that comes along, or a document of one's own; put a next version forward."""
    shipped = forms.ShippedForm(sets(), request.POST if "name" in request.POST else None)
    own = forms.DocumentForm(
        request.POST if "name" not in request.POST and request.POST else None, request.FILES or None
    )
    if shipped.is_bound and shipped.is_valid():
        result = actions.load_shipped(name=shipped.cleaned_data["name"], by=request.user)
        words = f"{result.measures} measures are new" + (
            ", and so is the plan." if result.plan else "."
        )
        messages.success(request, words)
        return redirect("plan")
    current = drafts.newest_version()
    context: dict[str, object] = {
        "shipped": shipped, "own": own, "form": own, "current": current,
    }  # fmt: skip
    if own.is_bound and own.is_valid():
        text = own.cleaned_data["text"]
        try:
            after = parse_plan(text, place="the document")
            if request.POST.get("do") == "commit" and current:
                draft_steps.put_document_forward(text=text, by=request.user, place="the document")
                messages.success(request, "It was put forward. Another person approves it.")
                return redirect("plan_draft")
            if request.POST.get("do") == "commit":
                row = actions.load_plan(text=text, by=request.user, place="the document")
                messages.success(request, f"Version {row.number} of the plan was loaded.")
                return redirect("plan_version", row.number)
            before = from_rows.plan(current.text) if current else None
            context |= {
                "after": after,
                "text": text,
                "variations": presenters.variations(before, after),
            }
        except UserError as error:
            own.add_error("file", forms.words(error))
    return render(request, "plan/load_plan.html", context)


def _actions(person: Person) -> dict[int, Action] | None:
    """Return the plan's actions by number; ``None`` for who sees only an area's."""
    role = roles.role_of(person)
    if role.sees != roles.EVERYTHING:
        return None
    if "progress.read" not in role.may:
        return {}
    numbers = cache.numbers()
    return {numbers[each.id]: each for each in cache.actions() if each.id in numbers}


def _entry(number: int, action: Action) -> PlanAction:
    return {
        "action": action,
        "owner": owner_titles().get(action.owner, action.owner),
        "address": reverse("action", args=[number]),
    }
