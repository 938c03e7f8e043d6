"""The history, read: the changes that an address asks for, on a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from beatwise.publication.formats.document import Cell, Column
from beatwise.publication.formats.listing import Listing
from beatwise.web.history.models import Change


_READ = ("number", "at", "by_id", "role", "action", "thing", "why", "details", "hash")
_COLUMNS = (
    Column("Number", number=True),
    *(Column(h) for h in ("At", "Account", "Role", "Action", "Thing", "Why", "Details", "Hash")),
)


def chosen(asked: dict[str, str]) -> QuerySet[Change]:
    """Return the changes of one thing, or whose action begins with some words; newest first."""
    rows = Change.objects.order_by("-number")
    if asked.get("thing"):
        rows = rows.filter(thing=asked["thing"][:120])
    if asked.get("action"):
        rows = rows.filter(action__startswith=asked["action"][:80])
    return rows


def listing(person: Any, asked: dict[str, str]) -> Listing:
    """Return changes as a list, oldest first, each with its hash: anyone can verify the chain."""
    rows = chosen(asked).order_by("number")
    return Listing("history", "History", _COLUMNS, _rows(rows), count=rows.count())


def _rows(rows: QuerySet[Change]) -> Iterator[tuple[Cell, ...]]:
    for number, at, by, *rest in rows.values_list(*_READ).iterator(chunk_size=2000):
        yield (number, at.isoformat(), "" if by is None else str(by), *rest)
