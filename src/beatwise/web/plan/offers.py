"""What the plan offers to the other apps."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.registry import Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Plan", "plan", "performance.read", 20))
    offers.thing("plan", _plan_address)


def _reads(person: Person) -> bool:
    return roles.may(person, "performance.read")


def _plan_address(person: Person, key: str) -> str | None:
    readable = _reads(person) and key.isdecimal()
    return reverse("plan_version", args=[int(key)]) if readable else None
