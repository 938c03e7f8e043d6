"""What papers offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import Task
from beatwise.publication.papers.release.paper_states import (
    PAPER,
    PUT_FORWARD,
    SIGNED_OFF,
    TWO_PEOPLE,
)
from beatwise.web.papers import integrity, selectors
from beatwise.web.papers.models import Paper
from beatwise.web.registry import Place, SearchResult, registry


MOST_TASKS = 200


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Papers", "papers", "papers.read", 35))
    offers.place(
        Place("Released papers", "released_papers", "papers.released", 36, unless="papers.read")
    )
    offers.search(_search, selectors.texts)
    offers.waiting(_tasks)
    offers.check("papers", integrity.papers)
    offers.check("released papers", integrity.releases)
    offers.thing("paper", _address)
    offers.thing("release policy", lambda person, _: _rules(person))
    offers.job("beatwise.web.papers.file_checks.check_job.do_check", _give_up)


def _give_up(key: int) -> None:
    from beatwise.web.papers.file_checks.check_job import give_up  # tasks come after the apps

    give_up(key)


def _reads(person: Person) -> bool:
    return roles.may(person, "papers.read")


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if _reads(person):
        for row in selectors.papers({"q": words})[:most]:
            address = reverse("paper", args=[row.number])
            yield SearchResult("Papers", row.title, address, row.state_title)


def _tasks(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the papers of which this person may take the next step forward."""
    if not _reads(person):
        return
    two = selectors.people_of_a_release() >= TWO_PEOPLE
    for row in Paper.objects.filter(state__in=(PUT_FORWARD, SIGNED_OFF))[:MOST_TASKS]:
        own = any(hand.account == person.pk for hand in row.steps)
        for move in PAPER.moves(row.state, person.role):
            if move.task and not (move.name == "release" and two and own):
                words = f"{row.title}: {move.words.lower()}"
                address = reverse("paper", args=[row.number])
                yield Task(move.task, row.thing, words, address, "a paper", row.date)


def _address(person: Person, key: str) -> str | None:
    return reverse("paper", args=[int(key)]) if key.isdigit() and _reads(person) else None


def _rules(person: Person) -> str | None:
    return reverse("paper_rules") if _reads(person) else None
