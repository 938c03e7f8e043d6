"""Write the seal of an action, as the last thing in its transaction.

A seal says what every row is that the action touched (its digest; none for a row that is gone),
and up to which change of the history it goes. Its hash covers that and the seal before it, so the
hash of the newest seal stands for every record and every change: it is the head of the chain.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from django.db import models

from beatwise.web.history.hash_chain import START
from beatwise.web.history.models import Change, Seal
from beatwise.web.history.sealing import row_text
from beatwise.web.history.sealing.row_marks import Rows, note, sealed_tables


class Head(NamedTuple):
    """The end of the chain: the last change that it covers, and the hash of the seal."""

    change: int
    hash: str

    def __str__(self) -> str:
        return f"{self.change}:{self.hash}"


def seal_hash(row: Seal) -> str:
    """Return the SHA-256, in hex, that a seal should have."""
    words = [row.previous, row.number, row.change, row.change_hash, row.rows]
    return hashlib.sha256(row_text.text(words).encode()).hexdigest()


def write(rows: Rows) -> Seal | None:
    """Seal what an action did; nothing when it changed nothing."""
    last = Seal.objects.order_by("-number").first()
    newest = Change.objects.order_by("-number").values_list("number", "hash").first()
    change, change_hash = newest or (0, START)
    if not any(rows.values()) and (last.change if last else 0) == change:
        return None
    seal = Seal(
        number=last.number + 1 if last else 1,
        change=change,
        change_hash=change_hash,
        rows=row_text.text({m._meta.label_lower: _state(m, keys) for m, keys in rows.items()}),
        previous=last.hash if last else START,
    )
    seal.hash = seal_hash(seal)
    seal.save(force_insert=True)
    return seal


def head(alias: str = "default") -> Head:
    """Return the end of the chain, as a connection sees it."""
    row = Seal.objects.using(alias).order_by("-number").values_list("change", "hash").first()
    return Head(*row) if row else Head(0, START)


def last_number() -> int:
    """Return the number of the newest seal; 0 where there is none."""
    return Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0


def touched_since(number: int, model: type[models.Model]) -> set[str]:
    """Return the keys, as text, of a table's rows that actions after a seal touched."""
    later = Seal.objects.filter(number__gt=number).values_list("rows", flat=True)
    tables = (json.loads(rows).get(model._meta.label_lower) for rows in later)
    return {key for table in tables if table for key in table["rows"]}


def seal_everything(app: str = "") -> None:
    """Seal every row there is, or those of an app: once, for records from before their seals.

    Called inside ``audit.changing()``, after the line that says so.
    """
    for model in sealed_tables().values():
        if app in ("", model._meta.app_label):
            note(model, list(model._base_manager.values_list("pk", flat=True)))


def _state(model: type, before: dict[object, str | None]) -> dict[str, object]:
    """Return the digests of rows as they are now, and as they were before the action."""
    fields = row_text.field_names(model)
    gone = {str(key): None for key in before}
    return {
        "fields": fields,
        "rows": gone | dict(row_text.digests(model, before, fields)),
        "was": {str(key): digest for key, digest in before.items() if digest is not None},
    }
