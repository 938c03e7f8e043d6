"""What the plan offers to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.plan.plan_draft import APPROVED, PUT_FORWARD, WITHDRAWN, WRITING
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.performance import selectors as performance
from beatwise.web.plan.drafts import draft_steps, selectors
from beatwise.web.plan.models import PlanDraft
from beatwise.web.plan.tables import exports
from beatwise.web.registry import ExportList, FirstStep, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Plan", "plan", "performance.read", 20))
    offers.first_step(
        FirstStep("Load the plan and its measures", "performance.define", 20, _first_plan)
    )
    offers.thing("plan", _plan_address)
    offers.thing("plan_draft", _draft_address)
    offers.waiting(_tasks)
    offers.check("drafts of the plan", _check)
    offers.listing("plan", ExportList("performance.read", exports.of_plan, exports.FORMS))


def _first_plan() -> str | None:
    return reverse("load_plan") if performance.plan_version() is None else None


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _plan_address(person: Person, key: str) -> str | None:
    readable = _reads(person) and key.isdecimal()
    return reverse("plan_version", args=[int(key)]) if readable else None


def _draft_address(person: Person, key: str) -> str | None:
    if not (roles.may(person, "plan.draft") and key.isdecimal()):
        return None
    row = PlanDraft.objects.filter(pk=int(key)).first()
    if row is None or row.state == WITHDRAWN:
        return None
    return reverse("plan_version", args=[row.issued]) if row.issued else reverse("plan_draft")


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the draft for who may approve it, and for who writes it when it was sent back."""
    row = selectors.open_draft() if roles.may(person, "plan.draft") else None
    if row is None:
        return
    address, about = reverse("plan_draft"), "a draft of the plan"
    for step in draft_steps.steps(row, person):
        if step.open and step.move.task:
            yield Task(step.move.task, row.thing, "The draft of the plan", address, about)
    if row.answer and roles.may(person, "plan.write"):
        words = "The draft of the plan, which was sent back"
        yield Task("prepare", row.thing, words, address, about)


def _check() -> Iterator[str]:
    """One draft is open at most, each key stands once, and what was approved is a version."""
    drafts = list(PlanDraft.objects.all())
    if sum(row.state in (WRITING, PUT_FORWARD) for row in drafts) > 1:
        yield "more than one draft of the plan is open"
    for row in drafts:
        keys = [line["key"] for line in row.rows]
        if len(set(keys)) < len(keys) or max(keys, default=0) > row.newest_key:
            yield f"{row.thing}: the keys of its rows are not right"
        if (row.state == APPROVED) != bool(row.issued):
            yield f"{row.thing}: it is {row.state}, and its version does not fit that"
