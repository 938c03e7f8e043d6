"""What grants and contracts offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.commissioning import integrity, selectors
from beatwise.web.commissioning.oversight import (
    contract_rows,
    delivery_rows,
    outliving_rows,
    payment_rows,
)
from beatwise.web.registry import ExportList, Place, SearchResult, registry


MOST = 50


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(
        Place("Grants and contracts", "commissioning", "registers.read", 33, opens=selectors.inside)
    )
    offers.place(Place("Applications to score", "to_assess", "grants.assess", 34))
    offers.search(_search, _texts)
    offers.listing("payments", ExportList("registers.read", payment_rows.listing))
    offers.listing("contract-days", ExportList("registers.read", contract_rows.listing))
    offers.listing("contract-hours", ExportList("registers.read", delivery_rows.listing))
    offers.listing("outliving", ExportList("registers.read", outliving_rows.listing))
    offers.waiting(_waiting)
    offers.areas(selectors.provider_names)
    offers.check("scores of grants", integrity.scores)
    offers.thing("publisher", lambda person, key: _address(person, "publish_standards"))
    offers.thing("last_day", lambda person, key: _address(person, "after_last_day"))


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    """Return organisations with all they had; the register finds the record itself."""
    if not (roles.may(person, "registers.read") and selectors.inside(person)):
        return
    for row in selectors.recipients(words)[:most]:
        address = reverse("recipient", args=[row.number])
        yield SearchResult("Grants and contracts", f"All that {row.heading} had", address)


def _waiting(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the applications that wait for a score of who assesses and does nothing else."""
    if not roles.may(person, "grants.assess") or selectors.inside(person):
        return
    for row in selectors.to_assess(person)[:MOST]:
        address = reverse("assess", args=[row.number])
        words = f"Application {row.number}: {row.heading}"
        yield Task("look", row.thing, words, address, "an application to score")


def _texts() -> Iterator[str]:
    """Yield nothing: the words of organisations are the register's."""
    yield from ()


def _address(person: Person, page: str) -> str | None:
    open_to = roles.may(person, "registers.read") and selectors.inside(person)
    return reverse(page) if open_to else None
