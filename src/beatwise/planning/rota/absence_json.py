"""Absences as JSON values, and back: the file ``absences.json``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from beatwise.planning.rota.absence import Absence
from beatwise.planning.saved_document import JsonObject


def as_json(absence: Absence) -> JsonObject:
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


def from_json(documents: Iterable[JsonObject]) -> list[Absence]:
    """Return the absences in the documents of a log."""
    return [_absence(document) for document in documents]


def _absence(document: JsonObject) -> Absence:
    first, last = (dt.date.fromisoformat(document[name]) for name in ("first", "last"))
    return Absence(**{**document, "first": first, "last": last})
