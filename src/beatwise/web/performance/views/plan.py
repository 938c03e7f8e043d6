"""The plan, its strategies and its versions; loading and varying it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from beatwise.accountability.measures.measure import sets
from beatwise.accountability.plan.as_toml import parse_plan
from beatwise.accountability.roles import OWNER_ROLES
from beatwise.errors import MissingData, UserError
from beatwise.web.performance import defining, documents, forms, selectors
from beatwise.web.performance.presenters import plans, rating
from beatwise.web.performance.views.measures import may
from beatwise.web.shared import roles
from beatwise.web.shared.guard import needs
from beatwise.web.shared.registry import registry


@needs("performance.read")
@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan that holds today, and how its strategies stand."""
    held = selectors.plan()
    every = selectors.scorecard()
    rows = selectors.of_plan(every)
    context: dict[str, Any] = {**may(request), "plan": held, "rows": len(rows)}
    if held:
        made = actions(request.user)
        listed = None if made is None else [each["action"] for each in made]
        context |= {
            "version": selectors.plan_version(),
            "versions": selectors.plan_versions(),
            "kind": held.body.kind,
            "terms": plans.terms(held),
            "acted": listed is not None,
            "missions": plans.missions(held, rows, listed),
            "tally": plans.tally(rows),
            "counted": plans.counted(rows, len(every)),
            "level": plans.level(rows),
            "exceptions": sum(row.is_exception for row in rows),
            "orphans": plans.orphans(held, every),
        }
    return render(request, "performance/plan.html", context)


@needs("performance.read")
@require_GET
def strategy(request: HttpRequest, name: str) -> HttpResponse:
    """Show a strategy: its statements, its measures and its actions."""
    held = selectors.plan()
    found = next((s for s in held.strategies if s.id == name), None) if held else None
    if held is None or found is None:
        raise MissingData(f"there is no strategy '{name}'.", next_step="Open the plan.")
    rows = [row for row in selectors.scorecard() if row.measure.strategy == name]
    own = {row.measure.id for row in selectors.plan_scorecard()}
    titles = {m.id: m.title for m in selectors.measures().values()}
    listed = actions(request.user)
    context = {
        **may(request),
        "mission": next(m.title for m in held.missions if found in m.strategies),
        "strategy": found,
        "facts": plans.strategy(found),
        "results": plans.results(found, titles),
        "rows": [rating.row(row) for row in rows if row.measure.id in own],
        "beside": [rating.row(row) for row in rows if row.measure.id not in own],
        "listed": listed is not None,
        "actions": [a for a in listed or () if a["action"].strategy == name],
    }  # fmt: skip
    return render(request, "performance/strategy.html", context)


@needs("performance.read")
@require_GET
def plan_version(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a version of the plan changed, and why."""
    row = selectors.plan_version(number)
    if row is None:
        raise MissingData(f"the plan has no version {number}.", next_step="Open the plan.")
    before = selectors.plan_version(number - 1)
    after = documents.plan(row.text)
    context = {
        "row": row,
        "plan": after,
        "approved_by": OWNER_ROLES[after.version.approved_by],
        "before": before,
        "variations": plans.variations(documents.plan(before.text) if before else None, after),
        "strategies": len(after.strategies),
    }
    return render(request, "performance/plan_version.html", context)


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
    """Load a set that comes along, or a document of one's own; vary the plan after a look."""
    shipped = forms.ShippedForm(sets(), request.POST if "name" in request.POST else None)
    own = forms.DocumentForm(
        request.POST if "name" not in request.POST and request.POST else None, request.FILES or None
    )
    if shipped.is_bound and shipped.is_valid():
        made, new = defining.load_shipped(name=shipped.cleaned_data["name"], by=request.user)
        words = f"{made} measures are new" + (", and so is the plan." if new else ".")
        messages.success(request, words)
        return redirect("plan")
    context: dict[str, Any] = {"shipped": shipped, "own": own, "form": own}
    context["held"] = held = selectors.plan_version()
    if own.is_bound and own.is_valid():
        text = own.cleaned_data["text"]
        try:
            after = parse_plan(text, place="the document")
            if request.POST.get("do") == "commit":
                row = defining.load_plan(text=text, by=request.user, place="the document")
                messages.success(request, f"Version {row.number} of the plan was loaded.")
                return redirect("plan_version", row.number)
            last = selectors.plan_versions()[-1] if held else None
            context |= {
                "after": after,
                "text": text,
                "variations": plans.variations(documents.plan(last.text) if last else None, after),
            }
        except UserError as error:
            own.add_error("file", forms.words(error))
    return render(request, "performance/load_plan.html", context)


def actions(person: Any) -> list[dict[str, Any]] | None:
    """Return the plan's actions; ``None`` for who sees only an area's, or without that app."""
    if roles.role_of(person).sees != roles.EVERYTHING:
        return None
    offer, address = registry.given.get("actions"), registry.things.get("action")
    if offer is None or address is None:
        return None
    things = registry.given.get("action_things", dict)()
    found = []
    for each in offer():
        key = things.get(each.id, "").partition("/")[2]
        if where := address(person, key) if key else None:
            owner = OWNER_ROLES.get(each.owner, each.owner)
            found.append({"action": each, "owner": owner, "address": where})
    return found


def as_toml(text: str, name: str) -> HttpResponse:
    """Return a document to be saved."""
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return answer
