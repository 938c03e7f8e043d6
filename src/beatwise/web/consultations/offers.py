"""What consultations offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.consultations.consultation_states import CLOSED, RUNNING
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.web.consultations import exports, integrity, presenters, selectors
from beatwise.web.consultations.models import Consultation
from beatwise.web.registry import ExportList, Place, SearchResult, registry


MOST_TASKS = 200


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Consultations", "consultations", "consultations.read", 37))
    offers.router("/consultations", "beatwise.web.consultations.api.router")
    offers.closed(selectors.closed_lines)
    offers.search(_search, selectors.texts)
    offers.waiting(_waiting)
    offers.check("consultations", integrity.consultations)
    offers.listing("consultations", ExportList("consultations.read", exports.of_consultations))
    offers.listing("answers", ExportList("consultations.read", exports.of_answers))
    offers.thing("consultation", _address)


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if not roles.may(person, "consultations.read"):
        return
    for row in selectors.visible(person, {"q": words})[:most]:
        address = reverse("consultation", args=[row.number])
        yield SearchResult("Consultations", row.title, address, presenters.state_title(row))


def _waiting(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield what waits for who keeps consultations: to be closed, and to be reported."""
    if not roles.may(person, "consultations.write"):
        return
    over = Q(state=RUNNING, closes__lt=selectors.today())
    rows = Consultation.objects.filter(over | Q(state=CLOSED), removed=False)
    for row in rows[:MOST_TASKS]:
        step = "close it" if row.state == RUNNING else "report its results"
        address = reverse("consultation", args=[row.number])
        yield Task(
            "prepare", row.thing, f"{row.title}: {step}", address, "a consultation", row.closes
        )


def _address(person: Person, key: str) -> str | None:
    if not key.isdigit() or not roles.may(person, "consultations.read"):
        return None
    return reverse("consultation", args=[int(key)])
