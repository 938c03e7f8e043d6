"""Exports, read: only ever one's own, and only until they expire."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.errors import MissingData
from beatwise.web.exports.jobs.models import Export
from beatwise.web.pages.clean import sure_row


def own(person: Person) -> QuerySet[Export]:
    """Return a person's exports, newest first."""
    return Export.objects.filter(by=person, expires__gt=timezone.now())


def export(person: Person, key: int) -> Export:
    """Return one of a person's exports; another's does not exist for them."""
    rows = own(person).filter(pk=key)
    return sure_row(rows, "there is no such export, or it has expired.", "Export the list again.")


def content(person: Person, key: int) -> tuple[Export, bytes]:
    """Return one of a person's exports that is ready, and its file."""
    row = export(person, key)
    if row.state != Export.READY:
        raise MissingData("this export is not ready yet.", next_step="Open your exports.")
    return row, bytes(row.file.content)
