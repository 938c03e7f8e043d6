"""What the plan offers to the other apps."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.performance import selectors
from beatwise.web.registry import FirstStep, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Plan", "plan", "performance.read", 20))
    offers.first_step(
        FirstStep("Load the plan and its measures", "performance.define", 20, _first_plan)
    )
    offers.thing("plan", _plan_address)


def _first_plan() -> str | None:
    return reverse("load_plan") if selectors.plan_version() is None else None


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _plan_address(person: Person, key: str) -> str | None:
    readable = _reads(person) and key.isdecimal()
    return reverse("plan_version", args=[int(key)]) if readable else None
