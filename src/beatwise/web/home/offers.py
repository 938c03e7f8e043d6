"""What the home app offers: home, and the history as a page and as a file."""

from __future__ import annotations

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.home import quarter, switches
from beatwise.web.home.history_pages import history_list
from beatwise.web.pages import theme
from beatwise.web.registry import ExportList, Place, registry


def _sees_all(person: Person) -> bool:
    """Whether a person sees more than what is published or of one area."""
    return roles.role_of(person).sees == roles.EVERYTHING


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Home", "home", "office.enter", 10))
    offers.hides(switches.hidden)
    offers.preparation("templates", theme.preparation)
    offers.place(Place("The quarter", "quarter", "registers.read", 45, opens=_sees_all))
    offers.place(Place("History", "history", "history.read", 80))
    offers.listing("quarter", ExportList("registers.read", quarter.listing))
    # Details of one change can be longer than a cell of a sheet takes.
    offers.listing("history", ExportList("history.read", history_list.listing, ("csv", "json")))
