"""What boards and meetings offer to the other apps."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Model, QuerySet
from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.meetings import exports, integrity, selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.meetings.named_roles import own_bodies
from beatwise.web.meetings.views import pack_pages
from beatwise.web.meetings.waiting import meeting_tasks
from beatwise.web.registry import ExportList, FirstStep, Place, SearchResult, registry
from beatwise.web.search.search_field import matching


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    own = own_bodies.any_reads
    offers.place(Place("Meetings", "meetings", "meetings.read", 34, within=own))
    offers.place(Place("Packs", "packs", "packs.read", 36, unless="meetings.read"))
    offers.search(_search, selectors.texts)
    offers.first_step(FirstStep("Make the first board", "meetings.write", 40, _first_board))
    offers.first_step(FirstStep("Plan its first meeting", "meetings.write", 50, _first_meeting))
    offers.waiting(meeting_tasks.tasks)
    offers.preparation("papers of the newest packs", pack_pages.preparation)
    offers.check("packs", integrity.packs)
    offers.check("meetings", integrity.meetings)
    offers.router("/meetings", "beatwise.web.meetings.api.router")
    offers.router("/packs", "beatwise.web.meetings.api.pack_router")
    offers.listing("meetings", ExportList("meetings.read", exports.of_meetings, within=own))
    decisions = ExportList("meetings.read", exports.of_decisions, within=own)
    offers.listing("decisions", decisions)
    offers.thing("open_minutes", _open_minutes)
    offers.thing("meeting", lambda by, key: _address(by, "meeting", selectors.meetings, key))
    offers.thing("board", lambda by, key: _address(by, "board_page", selectors.boards, key))


def _first_board() -> str | None:
    return None if Board.objects.exists() else reverse("new_board")


def _first_meeting() -> str | None:
    if Meeting.objects.exists():
        return None
    board = Board.objects.filter(closed=False).order_by("number").first()
    return reverse("plan_meeting", args=[board.number]) if board else ""


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    for row in selectors.meetings(person, {"q": words})[:most]:
        address = reverse("meeting", args=[row.number])
        yield SearchResult("Meetings", str(row), address, row.state.capitalize())
    if roles.may(person, "packs.read") and not roles.may(person, "meetings.read"):
        rows = selectors.packs(person).filter(matching(words, "meeting__board__search"))
        for pack in rows[:most]:
            address = reverse("pack", args=[pack.meeting.number, pack.number])
            yield SearchResult("Packs", f"{pack.meeting}, pack {pack.number}", address)


def _open_minutes(person: Person, kind: str) -> str | None:
    """Return where a decision of a kind is minuted now, by somebody who may; else nothing."""
    meeting = selectors.with_open_minutes() if roles.may(person, "meetings.step") else None
    return None if meeting is None else reverse("decide", args=[meeting.number, kind])


def _address(
    person: Person, name: str, rows: Callable[[Person], QuerySet[Model]], key: str
) -> str | None:
    """Return where a meeting or body is, to who reads its papers."""
    if not key.isdigit():
        return None
    everywhere = roles.may(person, "meetings.read")
    if not everywhere and not rows(person).filter(number=int(key)).exists():
        return None
    return reverse(name, args=[int(key)])
