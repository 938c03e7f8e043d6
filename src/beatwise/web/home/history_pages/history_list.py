"""The changes of the history that an address asks for, on a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.history.models import Change
from beatwise.web.registry import registry


_FIELDS = ("number", "at", "by_id", "role", "action", "thing", "why", "details", "hash")
_COLUMNS = (
    Column("Number", number=True),
    *(Column(h) for h in ("At", "Account", "Role", "Action", "Thing", "Why", "Details", "Hash")),
)


def changes(person: Person, filters: dict[str, str]) -> QuerySet[Change]:
    """Return the changes of a kind of thing, of one thing or by a role; newest first.

    Those of records that are closed to this person are left out.
    """
    rows = Change.objects.order_by("-number")
    for closed in registry.closed.values():
        rows = rows.exclude(closed(person))
    if filters.get("thing"):
        rows = rows.filter(thing=filters["thing"][:120])
    if filters.get("kind"):
        rows = rows.filter(thing__startswith=f"{filters['kind'][:100]}/")
    if filters.get("role"):
        rows = rows.filter(role=filters["role"][:40])
    if filters.get("action"):
        rows = rows.filter(action__startswith=filters["action"][:80])
    return rows


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return changes as a list, oldest first, each with its hash: anyone can verify the chain."""
    rows = changes(person, filters).order_by("number")
    return Listing("history", "History", _COLUMNS, _rows(rows), count=rows.count())


def _rows(rows: QuerySet[Change]) -> Iterator[tuple[Cell, ...]]:
    for number, at, by, *rest in rows.values_list(*_FIELDS).iterator(chunk_size=2000):
        yield (number, at.isoformat(), "" if by is None else str(by), *rest)
