"""The changes of the history that an address asks for, on a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from beatwise.accountability.roles import Person
from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.history.models import Change


_FIELDS = ("number", "at", "by_id", "role", "action", "thing", "why", "details", "hash")
_COLUMNS = (
    Column("Number", number=True),
    *(Column(h) for h in ("At", "Account", "Role", "Action", "Thing", "Why", "Details", "Hash")),
)


def changes(filters: dict[str, str]) -> QuerySet[Change]:
    """Return the changes of one thing, or whose action begins with some words; newest first."""
    rows = Change.objects.order_by("-number")
    if filters.get("thing"):
        rows = rows.filter(thing=filters["thing"][:120])
    if filters.get("action"):
        rows = rows.filter(action__startswith=filters["action"][:80])
    return rows


def listing(person: Person, filters: dict[str, str]) -> Listing:
    """Return changes as a list, oldest first, each with its hash: anyone can verify the chain."""
    rows = changes(filters).order_by("number")
    return Listing("history", "History", _COLUMNS, _rows(rows), count=rows.count())


def _rows(rows: QuerySet[Change]) -> Iterator[tuple[Cell, ...]]:
    for number, at, by, *rest in rows.values_list(*_FIELDS).iterator(chunk_size=2000):
        yield (number, at.isoformat(), "" if by is None else str(by), *rest)
