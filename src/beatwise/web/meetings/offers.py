"""What boards and meetings offer to the other apps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from beatwise.accountability import roles
from beatwise.accountability.roles import Person
from beatwise.web.meetings import exports, integrity, selectors
from beatwise.web.meetings.models import Meeting
from beatwise.web.registry import Attention, Found, Listed, Place, registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.places += [
        Place("Meetings", lambda: reverse("meetings"), _reads, 34),
        Place("Packs", lambda: reverse("packs"), _reads_packs_only, 36),
    ]
    registry.searchers.append(_search)
    registry.attention.append(_attention)
    registry.checks += [("packs", integrity.packs), ("meetings", integrity.meetings)]
    registry.routers += [
        ("/meetings", "beatwise.web.meetings.api.router"),
        ("/packs", "beatwise.web.meetings.api.pack_router"),
    ]
    registry.listings |= {
        "meetings": Listed("meetings.read", exports.of_meetings),
        "decisions": Listed("meetings.read", exports.of_decisions),
    }
    registry.things["meeting"] = lambda person, key: _address(person, "meeting", key)
    registry.things["board"] = lambda person, key: _address(person, "board_page", key)


def _reads(person: Person) -> bool:
    return roles.may(person, "meetings.read")


def _reads_packs_only(person: Person) -> bool:
    return roles.may(person, "packs.read") and not _reads(person)


def _search(person: Person, words: str, most: int) -> Iterable[Found]:
    if _reads(person):
        for row in selectors.meetings({"q": words})[:most]:
            address = reverse("meeting", args=[row.number])
            yield Found("Meetings", str(row), address, row.state.capitalize())
    elif roles.may(person, "packs.read"):
        rows = selectors.packs(person).filter(meeting__board__name__icontains=words)
        for pack in rows[:most]:
            address = reverse("pack", args=[pack.meeting.number, pack.number])
            yield Found("Packs", f"{pack.meeting}, pack {pack.number}", address)


def _attention(person: Person) -> Iterator[Attention]:
    """What waits: papers that are due, meetings to record, minutes to agree."""
    today = selectors.today()
    if roles.may(person, "meetings.write"):
        for row in selectors.papers_due(today):
            due = row.papers_due
            words = f"{row}: the papers are due"
            yield Attention(words, _page(row), due.isoformat(), due < today)
        for row in selectors.in_state("pack frozen").filter(on__lt=today)[:20]:
            yield Attention(f"{row}: record that it was held", _page(row), row.on.isoformat(), True)
    if person.role in ("commissioner", "deputy"):
        for row in selectors.in_state("held")[:20]:
            yield Attention(f"{row}: agree the minutes", _page(row))


def _page(row: Meeting) -> str:
    return reverse("meeting", args=[row.number])


def _address(person: Person, name: str, key: str) -> str | None:
    return reverse(name, args=[int(key)]) if key.isdigit() and _reads(person) else None
