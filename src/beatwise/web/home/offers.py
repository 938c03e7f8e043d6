"""What the home app offers: home, and the history as a page and as a file."""

from __future__ import annotations

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.web.home import history_list
from beatwise.web.registry import Listed, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.places += [
        Place("Home", lambda: reverse("home"), lambda p: roles.may(p, "office.enter"), 10),
        Place("History", lambda: reverse("history"), lambda p: roles.may(p, "history.read"), 80),
    ]
    # Details of one change can be longer than a cell of a sheet takes.
    registry.listings["history"] = Listed("history.read", history_list.listing, ("csv", "json"))
