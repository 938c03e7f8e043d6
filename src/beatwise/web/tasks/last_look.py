"""Since when somebody is told what was published: the time before the day they are looking on.

A look lasts half a day, so that what is new in the morning is still there at noon, and on another
computer.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.web.tasks.models import LastLook


LASTS = dt.timedelta(hours=12)


def since(person: Person) -> dt.datetime | None:
    """Return since when a person is told what was published; ``None`` for everything."""
    row = LastLook.objects.filter(account_id=person.pk).first()
    if row is None:
        return None
    return row.at if _is_over(row) else row.before


def note(person: Person) -> dt.datetime | None:
    """Note that a person is looking, and return what ``since`` says of it: one query as a rule."""
    row = LastLook.objects.filter(account_id=person.pk).first()
    if row is None:
        LastLook.objects.get_or_create(account_id=person.pk, defaults={"at": timezone.now()})
        return None
    if not _is_over(row):
        return row.before
    mine = LastLook.objects.filter(pk=row.pk, at=row.at)
    mine.update(before=row.at, at=timezone.now())
    return row.at


def _is_over(row: LastLook) -> bool:
    return timezone.now() - row.at > LASTS
