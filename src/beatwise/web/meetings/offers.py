"""What boards and meetings offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.meetings import exports, integrity, selectors
from beatwise.web.meetings.models import Board, Meeting
from beatwise.web.meetings.waiting import meeting_tasks
from beatwise.web.registry import ExportList, FirstStep, Place, SearchResult, registry
from beatwise.web.search.search_field import matching


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.place(Place("Meetings", "meetings", "meetings.read", 34))
    offers.place(Place("Packs", "packs", "packs.read", 36, unless="meetings.read"))
    offers.search(_search, selectors.texts)
    offers.first_step(FirstStep("Make the first board", "meetings.write", 40, _first_board))
    offers.first_step(FirstStep("Plan its first meeting", "meetings.write", 50, _first_meeting))
    offers.waiting(meeting_tasks.tasks)
    offers.check("packs", integrity.packs)
    offers.check("meetings", integrity.meetings)
    offers.router("/meetings", "beatwise.web.meetings.api.router")
    offers.router("/packs", "beatwise.web.meetings.api.pack_router")
    offers.listing("meetings", ExportList("meetings.read", exports.of_meetings))
    offers.listing("decisions", ExportList("meetings.read", exports.of_decisions))
    offers.thing("open_minutes", _open_minutes)
    offers.thing("meeting", lambda person, key: _address(person, "meeting", key))
    offers.thing("board", lambda person, key: _address(person, "board_page", key))


def _first_board() -> str | None:
    return None if Board.objects.exists() else reverse("new_board")


def _first_meeting() -> str | None:
    if Meeting.objects.exists():
        return None
    board = Board.objects.filter(closed=False).order_by("number").first()
    return reverse("plan_meeting", args=[board.number]) if board else ""


def _reads(person: Person) -> bool:
    return roles.may(person, "meetings.read")


def _search(person: Person, words: str, most: int) -> Iterable[SearchResult]:
    if _reads(person):
        for row in selectors.meetings({"q": words})[:most]:
            address = reverse("meeting", args=[row.number])
            yield SearchResult("Meetings", str(row), address, row.state.capitalize())
    elif roles.may(person, "packs.read"):
        rows = selectors.packs(person).filter(matching(words, "meeting__board__search"))
        for pack in rows[:most]:
            address = reverse("pack", args=[pack.meeting.number, pack.number])
            yield SearchResult("Packs", f"{pack.meeting}, pack {pack.number}", address)


def _open_minutes(person: Person, kind: str) -> str | None:
    """Return where a decision of a kind is minuted now, by somebody who may; else nothing."""
    meeting = selectors.with_open_minutes() if roles.may(person, "meetings.step") else None
    return None if meeting is None else reverse("decide", args=[meeting.number, kind])


def _address(person: Person, name: str, key: str) -> str | None:
    return reverse(name, args=[int(key)]) if key.isdigit() and _reads(person) else None
