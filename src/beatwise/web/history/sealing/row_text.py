"""A row as text that is the same on every engine, and its digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.db import models


_AT_ONCE = 500  # SQLite takes no more than a thousand keys in one question


def exact(value: object) -> str:
    """Return a value that JSON has no word for, as text; a time to the microsecond.

    Django's own JSON cuts times, and the chain would not hold.
    """
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    raise TypeError(f"there is no text for {type(value).__name__}")


def text(values: object) -> str:
    """Return the JSON of values: the same text for the same values."""
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=exact
    )


def field_names(model: type[models.Model]) -> list[str]:
    """Return the columns that a seal covers: all but those a model names in ``UNSEALED``."""
    left_out = getattr(model, "UNSEALED", frozenset())
    return sorted(f.attname for f in model._meta.concrete_fields if f.attname not in left_out)


def digests(
    model: type[models.Model], keys: Iterable[object], fields: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Yield the key, as text, and the digest of every row of these keys that there is."""
    wanted = sorted(set(keys), key=str)
    for start in range(0, len(wanted), _AT_ONCE):
        rows = model._base_manager.filter(pk__in=wanted[start : start + _AT_ONCE])
        yield from _digests(rows.order_by().values_list("pk", *fields))


def all_digests(model: type[models.Model], fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the key, as text, and the digest of every row."""
    rows = model._base_manager.order_by("pk").values_list("pk", *fields)
    yield from _digests(rows.iterator(chunk_size=2000))


def _digests(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[str, str]]:
    for key, *values in rows:
        yield str(key), hashlib.sha256(text(values).encode()).hexdigest()
