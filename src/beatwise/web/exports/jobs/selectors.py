"""Exports, read: only ever one's own, and only until they expire."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.errors import MissingData
from beatwise.web.exports.jobs.models import Export


def own(person: Any) -> QuerySet[Export]:
    """Return a person's exports, newest first."""
    return Export.objects.filter(by=person, expires__gt=timezone.now())


def export(person: Any, key: int) -> Export:
    """Return one of a person's exports; another's does not exist for them."""
    found = own(person).filter(pk=key).first()
    if found is None:
        raise MissingData(
            "there is no such export, or it has expired.", next_step="Export the list again."
        )
    return found


def content(person: Any, key: int) -> tuple[Export, bytes]:
    """Return one of a person's exports that is ready, and its file."""
    held = export(person, key)
    if held.state != Export.READY:
        raise MissingData("this export is not ready yet.", next_step="Open your exports.")
    return held, bytes(held.file.held)
