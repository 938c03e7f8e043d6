"""Abstraction: people taken away from a plan, with hours and a reason that can be counted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from beatwise.fields import Fields
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


def read_absences(document: Fields, team: Team) -> tuple[Absence, ...]:
    """Return the absences of ``absence.toml``; raise ``BadInput`` with all faults."""
    with document:
        document.only("absence")
        absences = document.each("absence", lambda fields: _absence(fields, team))
        if not document.value("absence"):
            document.fault("absence", "there is none.", "Add an [[absence]] table.")
        return absences


def _absence(fields: Fields, team: Team) -> Absence:
    fields.only(
        "person", "from", "to", "date", "beat", "shift", "people", "reason", "hours", "note"
    )
    reason = fields.label("reason")
    if reason not in REASONS:
        fields.fault(
            "reason", f"'{reason}' is not a reason code.", f"Use one of: {', '.join(REASONS)}."
        )
    first, last = _days(fields)
    hours = fields.optional_number("hours", at_least=0)
    if fields.has("person"):
        person = fields.label("person")
        if person not in {member.id for member in team.people}:
            fields.fault("person", f"'{person}' is not in the team.")
        return Absence(first, last, reason, person=person, hours=hours)
    beat, shift = fields.label("beat"), fields.label("shift")
    if beat not in {base.beat for base in team.bases}:
        fields.fault("beat", f"the beat '{beat}' is unknown.")
    if shift not in {kind.name for kind in team.shifts}:
        fields.fault("shift", f"the shift '{shift}' is unknown.")
    people = fields.whole("people", 1, at_least=1, at_most=10**9)
    return Absence(first, last, reason, beat=beat, shift=shift, people=people, hours=hours)


def _days(fields: Fields) -> tuple[dt.date, dt.date]:
    """Return the first and last day of an absence: one ``date``, or ``from`` and ``to``."""
    if fields.has("date"):
        day = fields.day_or_text("date")
        return day, day
    first = fields.day_or_text("from")
    last = fields.day_or_text("to", first)
    if last < first and not fields.faulty("from"):
        fields.fault("to", f"the absence ends {last} before it starts {first}.")
    return first, last


def as_leave(absences: tuple[Absence, ...]) -> dict[str, list[Leave]]:
    """Return each named person's further leave."""
    leave: dict[str, list[Leave]] = defaultdict(list)
    for absence in absences:
        if absence.person:
            leave[absence.person].append(Leave(absence.first, absence.last, absence.reason))
    return leave
