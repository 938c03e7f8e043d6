"""What imported tables offer to the other apps: where the history finds one."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.thing("tables", _address)


def _address(person: Person, key: str) -> str | None:
    _, _, number = key.rpartition("/")
    writes = roles.may(person, "performance.write") and number.isdecimal()
    return reverse("table_batch", args=[int(number)]) if writes else None
