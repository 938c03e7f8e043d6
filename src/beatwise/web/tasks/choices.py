"""Which letters a person wants, and the keys of their feeds: each one audited change."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from django.utils import timezone

from beatwise.accountability.roles import Person
from beatwise.accountability.task_selection import DUE, KINDS, OVERDUE
from beatwise.errors import BadInput
from beatwise.web.history import audit
from beatwise.web.pages import clean
from beatwise.web.pages.clean import sure_row
from beatwise.web.tasks.models import Choice, FeedKey, KnownTask


DIGESTS = {
    Choice.DAILY: "On each working day, when something waits",
    Choice.WEEKLY: "Once a week, when something waits",
    Choice.NEVER: "Never",
}
# What comes to wait by somebody's doing; a deadline comes by itself, and is in the digest.
AT_ONCE = {kind: title for kind, title in KINDS.items() if kind not in (OVERDUE, DUE)}


def choice_of(person: Person) -> Choice:
    """Return a person's choice; that of the office for who never chose."""
    row = Choice.objects.filter(account_id=person.pk).first()
    return row or Choice(account_id=person.pk)


def choose(*, digest: str, at_once: Sequence[str], by: Person) -> Choice:
    """Keep which letters a person wants; what waits already is not news."""
    if digest not in DIGESTS:
        raise BadInput("choose how often.", place="digest", next_step="Choose one of the list.")
    unknown = set(at_once) - set(AT_ONCE)
    if unknown:
        raise BadInput(
            "there is no such kind of task.", place="at_once", next_step="Tick what is there."
        )
    with audit.changing():
        row = choice_of(by)
        before = {"digest": row.digest, "at_once": row.at_once}
        row.digest, row.at_once = digest, [kind for kind in AT_ONCE if kind in at_once]
        KnownTask.objects.filter(account_id=by.pk).delete()  # what is there is noted afresh
        was, now = audit.differences(before, {"digest": row.digest, "at_once": row.at_once})
        row.save()
        audit.write("letters.choose", f"account/{by.pk}", by=by, before=was, after=now)
    return row


def make_key(*, name: str, by: Person) -> tuple[FeedKey, str]:
    """Make a key to a person's own feeds; return it with its words, which are shown once."""
    words = secrets.token_urlsafe(32)
    with audit.changing():
        key = FeedKey.objects.create(
            account_id=by.pk,
            name=clean.line(name, "name", longest=80),
            hash=digest_of(words),
            sessions_from=getattr(by, "sessions_from", 0),
        )
        audit.write("feed.make", f"account/{by.pk}", by=by, after={"name": key.name})
    return key, words


def revoke_key(*, key: int, by: Person) -> FeedKey:
    """Close one of a person's own keys for good."""
    with audit.changing():
        row = sure_row(
            FeedKey.objects.select_for_update().filter(account_id=by.pk, pk=key),
            "there is no such key.",
            "Open your feeds.",
        )
        if row.revoked is None:
            row.revoked = timezone.now()
            row.save()
            audit.write("feed.revoke", f"account/{by.pk}", by=by, after={"name": row.name})
    return row


def digest_of(words: str) -> str:
    """Return what is kept of a key: it is long and random, so a plain hash is enough."""
    return hashlib.sha256(words.encode()).hexdigest()
