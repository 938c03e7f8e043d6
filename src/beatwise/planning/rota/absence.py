"""Abstraction: people taken away from a plan, with hours and a reason that can be counted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from beatwise.planning.entry import Entry
from beatwise.planning.team.team import Leave, Team


REASONS = {
    "training": "training",
    "response": "cover for response policing",
    "custody": "custody",
    "event": "a public event or protest",
    "court": "court",
    "sickness": "sickness",
    "leave": "leave at short notice",
    "other": "another reason",
}


@dataclass(frozen=True, slots=True)
class Absence:
    """Someone away from ``first`` to ``last``, or so many people of a shift on a beat."""

    first: dt.date
    last: dt.date
    reason: str
    person: str | None = None
    beat: str | None = None
    shift: str | None = None
    people: int = 1
    hours: float | None = None


def read_absences(document: dict[str, Any], place: str, team: Team) -> tuple[Absence, ...]:
    """Return the absences of ``absence.toml``; raise ``BadInput`` naming file, entry and field."""
    top = Entry(document, place).only("absence")
    found = tuple(_absence(entry, team) for entry in top.entries("absence"))
    if not found:
        raise top.wrong("absence", "there is none.", "Add an [[absence]] table.")
    return found


def _absence(entry: Entry, team: Team) -> Absence:
    entry.only("person", "from", "to", "date", "beat", "shift", "people", "reason", "hours", "note")
    reason = entry.text("reason")
    if reason not in REASONS:
        raise entry.wrong(
            "reason", f"'{reason}' is not a reason code.", f"Use one of: {', '.join(REASONS)}."
        )
    first = entry.day("date") if "date" in entry.values else entry.day("from")
    last = first if "date" in entry.values else entry.day("to", first)
    if last < first:
        raise entry.wrong("to", f"the absence ends {last} before it starts {first}.")
    hours = entry.number("hours", least=0) if "hours" in entry.values else None
    if "person" in entry.values:
        person = entry.text("person")
        if person not in {member.id for member in team.people}:
            raise entry.wrong("person", f"'{person}' is not in the team.")
        return Absence(first, last, reason, person=person, hours=hours)
    beat, shift = entry.text("beat"), entry.text("shift")
    if beat not in {base.beat for base in team.bases}:
        raise entry.wrong("beat", f"the beat '{beat}' is unknown.")
    if shift not in {kind.name for kind in team.shifts}:
        raise entry.wrong("shift", f"the shift '{shift}' is unknown.")
    people = entry.whole("people", 1, least=1)
    return Absence(first, last, reason, beat=beat, shift=shift, people=people, hours=hours)


def as_leave(absences: tuple[Absence, ...]) -> dict[str, list[Leave]]:
    """Return each named person's further leave."""
    found: dict[str, list[Leave]] = defaultdict(list)
    for absence in absences:
        if absence.person:
            found[absence.person].append(Leave(absence.first, absence.last, absence.reason))
    return found


def as_document(absence: Absence) -> dict[str, Any]:
    """Return an absence as JSON values."""
    return {
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "reason": absence.reason,
        "person": absence.person,
        "beat": absence.beat,
        "shift": absence.shift,
        "people": absence.people,
        "hours": absence.hours,
    }


def from_document(document: dict[str, Any]) -> Absence:
    """Return the absence in a document."""
    first, last = (dt.date.fromisoformat(document[name]) for name in ("first", "last"))
    return Absence(**{**document, "first": first, "last": last})
