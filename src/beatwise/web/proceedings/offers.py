"""What proceedings offer to the other apps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import DUE, OVERDUE, Task
from beatwise.web.meetings import selectors
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.proceedings import agenda_sources, body_requests, exports, integrity
from beatwise.web.proceedings.models import BodyRequest, NumberedMinute, PublicQuestion
from beatwise.web.registry import ExportList, SearchResult, registry
from beatwise.web.search.search_field import matching


MOST = 200
SOON = dt.timedelta(days=28)


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("proceedings", integrity.proceedings)
    offers.check("requests", integrity.requests)
    for name, listing in exports.TABLES.items():
        within = own_bodies.any_reads
        offers.listing(name, ExportList("meetings.read", listing, within=within))
    for kind in ("questions", "requests", "forward", "declarations"):
        offers.agenda_lines(kind, getattr(agenda_sources, kind))
    offers.router("/bodies", "beatwise.web.proceedings.api.router")
    offers.search(_search, _texts)
    offers.waiting(_waiting)


def _texts() -> Iterator[str]:
    for model in (NumberedMinute, BodyRequest, PublicQuestion):
        yield from model.objects.values_list("search", flat=True).iterator()


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if not own_bodies.some_of(person):
        return
    fits = own_bodies.condition(person, "board") & matching(words, "search")
    for minute in NumberedMinute.objects.filter(fits).select_related("meeting__board")[:most]:
        address = f"{reverse('proceedings', args=[minute.meeting.number])}#minute-{minute.number}"
        yield SearchResult("Minutes", minute.heading, address, str(minute.meeting))
    for row in BodyRequest.objects.filter(fits).select_related("board")[:most]:
        address = reverse("body_request", args=[row.board.number, row.number])
        yield SearchResult("Requests", row.words[:120], address, str(row.board))
    for row in PublicQuestion.objects.filter(fits).select_related("board")[:most]:
        address = reverse("public_question", args=[row.board.number, row.number])
        yield SearchResult("Public questions", row.words[:120], address, str(row.board))


def _waiting(person: Person, looked: dt.datetime | None) -> Iterator[Task]:
    """Yield the requests that wait for this person's role, or for who keeps the boards' papers."""
    if not own_bodies.some_of(person):
        return
    rows = BodyRequest.objects.select_related("board", "meeting__board", "minute")
    rows = rows.filter(items__answered_on__isnull=True).distinct().prefetch_related("items")
    if not roles.may(person, own_bodies.WRITE):
        to_keep = own_bodies.condition(person, "board", own_bodies.WRITE)
        to_answer = own_bodies.condition(person, "board") & Q(asked_of=person.role)
        rows = rows.filter(to_keep | to_answer)
    today = selectors.today()
    for row in rows.order_by("due", "pk")[:MOST]:
        if row.due is None or row.due > today + SOON:
            continue
        stands = body_requests.stands(row)
        yield Task(
            OVERDUE if stands.overdue else DUE,
            f"{row.thing}/request/{row.number}",
            f"{row.board}, request {row.number}: {row.words[:120]}",
            reverse("body_request", args=[row.board.number, row.number]),
            "a request of a board",
            row.due,
        )
