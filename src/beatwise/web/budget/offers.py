"""What budgets offer to the other apps."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.budget import exports, integrity
from beatwise.web.budget.models import BudgetYear
from beatwise.web.registry import ExportList, FirstStep, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Budget", "budgets", "budget.read", 33))
    offers.place(
        Place(
            "Published budgets", "published_budgets", "budget.published", 33, unless="budget.read"
        )
    )
    offers.first_step(FirstStep("Open the first budget year", "budget.write", 70, _first_year))
    offers.check("precepts", integrity.precepts)
    offers.listing("budget-lines", ExportList("budget.read", exports.of_lines))
    offers.thing("budget", _address)
    offers.thing("deadline", lambda person, _: _calendar(person))


def _first_year() -> str | None:
    return None if BudgetYear.objects.exists() else reverse("open_budget")


def _calendar(person: Person) -> str | None:
    return reverse("statutory_calendar") if roles.may(person, "budget.read") else None


def _address(person: Person, key: str) -> str | None:
    reads = roles.may(person, "budget.read")
    return reverse("budget", args=[int(key)]) if key.isdecimal() and reads else None
