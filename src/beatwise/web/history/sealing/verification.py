"""Compare every record with the seal of the last action that touched it, and the seals themselves.

What was changed, added or deleted past the actions is named: by its table, its key, and how the
history names it. Damage that no reading gets past (a date that is none) is a fault as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models

from beatwise.web.history.hash_chain import START
from beatwise.web.history.models import Change, Seal
from beatwise.web.history.sealing import row_text
from beatwise.web.history.sealing.row_marks import sealed_tables
from beatwise.web.history.sealing.seal_chain import seal_hash


UNREADABLE = (ValueError, TypeError, ArithmeticError, AttributeError, ValidationError)


class LastSeal(NamedTuple):
    """What the newest seal of a row says: its digest (none: it is gone), fields, and change."""

    digest: str | None
    fields: tuple[str, ...]
    change: int


Sealed = dict[str, dict[str, LastSeal]]  # by table, by key


def seals() -> Iterator[str]:
    """Yield what is wrong with the chain of seals, and with its ties to the history."""
    hashes = dict(Change.objects.values_list("number", "hash"))
    last, expected, covered = START, 1, 0
    for seal in Seal.objects.order_by("number").iterator(chunk_size=500):
        if seal.number != expected:
            yield f"seal {expected} is missing before seal {seal.number}"
        if seal.previous != last:
            yield f"seal {seal.number} does not follow the one before it"
        if seal_hash(seal) != seal.hash:
            yield f"seal {seal.number} is not as it was written"
        if seal.change and hashes.get(seal.change) != seal.change_hash:
            yield f"seal {seal.number}: change {seal.change} is gone or is another"
        if seal.change < covered:
            yield f"seal {seal.number} goes back to change {seal.change}"
        last, expected, covered = seal.hash, seal.number + 1, seal.change
    newest = max(hashes, default=0)
    if newest < covered:
        yield f"the end of the history is cut off: it ends at change {newest}, sealed to {covered}"
    if newest > covered:
        yield f"changes {covered + 1} to {newest} are not sealed: seals are missing at the end"


def records() -> Iterator[str]:
    """Yield every record that is not as the last action left it."""
    tables = sealed_tables()
    last: Sealed = {}
    yield from _read_seals(last)
    for name in sorted(set(last) - set(tables)):
        yield f"the seals speak of a table '{name}' that this version does not have"
    for name, model in tables.items():
        yield from _table(model, last.get(name, {}))


def references() -> Iterator[str]:
    """Yield every row that points to one that is not there: SQLite lets that be done to it."""
    for model in sealed_tables().values():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            there = field.related_model._base_manager.values("pk")
            rows = model._base_manager.exclude(**{field.attname: None})
            for key, to in rows.exclude(**{f"{field.attname}__in": there}).values_list(
                "pk", field.attname
            ):
                yield f"{_name(model, key)}: its {field.verbose_name} ({to}) is not there"


def _read_seals(last: Sealed) -> Iterator[str]:
    """Fill in the last seal of every row, and yield rows that were altered between two seals."""
    for number, text in Seal.objects.order_by("number").values_list("change", "rows").iterator():
        try:
            for name, state in json.loads(text).items():
                fields, was = tuple(state["fields"]), state.get("was", {})
                rows = last.setdefault(name, {})
                for key, digest in state["rows"].items():
                    if key in was and _altered(rows.get(key), fields, was[key]):
                        yield f"{name} {key}: it was altered before change {number} found it"
                    rows[key] = LastSeal(digest, fields, number)
        except (*UNREADABLE, KeyError):
            continue  # ``seals`` says that it is not as it was written


def _altered(before: LastSeal | None, fields: tuple[str, ...], was: str) -> bool:
    """Whether a row was not what its seal before says; a seal of other columns cannot tell."""
    if before is None or before.digest is None:
        return True
    return before.fields == fields and before.digest != was


def _table(model: type[models.Model], last: dict[str, LastSeal]) -> Iterator[str]:
    """Yield the faults of one table; rows are read once for each set of fields sealed."""
    own = tuple(row_text.field_names(model))
    there = {str(key): key for key in model._base_manager.values_list("pk", flat=True)}
    for key in there.keys() - last.keys():
        yield f"{_name(model, there[key])}: it was added past the office: no change made it"
    for key, seal in last.items():
        if seal.digest is not None and key not in there:
            yield f"{_name(model, key)}: it is deleted; change {seal.change} left it there"
        if seal.digest is None and key in there:
            yield f"{_name(model, key)}: it was put back; change {seal.change} took it away"
    for fields in {seal.fields for seal in last.values()}:
        missing = set(fields) - {f.attname for f in model._meta.concrete_fields}
        if missing:
            yield f"{model._meta.verbose_name}: sealed with columns there are no more: {missing}"
            continue
        digests = dict(_readable(model, fields, there))
        for key, seal in last.items():
            if key not in there or seal.digest is None or seal.fields != fields:
                continue
            if digests.get(key) is None:
                yield f"{_name(model, key)}: it cannot be read"
            elif digests[key] != seal.digest:
                new = "" if fields == own else " (columns added since are not compared)"
                yield f"{_name(model, key)}: it is not as change {seal.change} left it{new}"


def _readable(
    model: type[models.Model], fields: tuple[str, ...], there: dict[str, object]
) -> Iterator[tuple[str, str | None]]:
    try:
        yield from list(row_text.all_digests(model, fields))
    except UNREADABLE:
        for text, key in there.items():
            yield text, _one(model, fields, key)


def _one(model: type[models.Model], fields: tuple[str, ...], key: object) -> str | None:
    try:
        return next((digest for _, digest in row_text.digests(model, [key], fields)), None)
    except UNREADABLE:
        return None


def _name(model: type[models.Model], key: object) -> str:
    """Name a row as people know it: its kind, and its key in the history where it has one."""
    words = f"{model._meta.verbose_name} {key}"
    try:
        row = model._base_manager.filter(pk=key).first()
        thing = getattr(row, "thing", "") or (str(row) if row else "")
    except (*UNREADABLE, LookupError, DatabaseError, models.ObjectDoesNotExist):
        thing = ""
    return f"{words} ({thing[:80]})" if thing else words
