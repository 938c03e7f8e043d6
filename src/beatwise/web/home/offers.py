"""What the home app offers: home, and the history as a page and as a file."""

from __future__ import annotations

from beatwise.web.home import history_list
from beatwise.web.registry import ExportList, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Home", "home", "office.enter", 10))
    offers.place(Place("History", "history", "history.read", 80))
    # Details of one change can be longer than a cell of a sheet takes.
    offers.listing("history", ExportList("history.read", history_list.listing, ("csv", "json")))
