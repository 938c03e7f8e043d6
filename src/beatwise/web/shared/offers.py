"""What the shared app itself offers: home, the history, and the check of its chain."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from beatwise.web.shared import audit, changes, roles
from beatwise.web.shared.registry import Listed, Place, registry


def register() -> None:
    """Add the shared app's lines to the registry."""
    registry.places += [
        Place("Home", lambda: reverse("home"), lambda p: roles.may(p, "office.enter"), 10),
        Place("History", lambda: reverse("history"), lambda p: roles.may(p, "history.read"), 80),
    ]
    registry.checks.append(("history chain", _chain))
    # Details of one change can be longer than a cell of a sheet takes.
    registry.listings["history"] = Listed("history.read", changes.listing, ("csv", "json"))


def _chain() -> Iterator[str]:
    yield from audit.verify()[2]
