"""The office's tables that are kept, and their rows as lines that are the same on every engine.

Backups and hand-overs are written from these lines, and their digests are those of the lines. What
is left out: sessions, failed sign-ins and Django's own bookkeeping, which an office makes anew;
jobs and own exports, which are asked for again; the vocabulary of search, which is worked out
again.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction

from beatwise.web.history.sealing import row_text


LEFT_OUT = {
    "sessions", "usersessions", "axes", "contenttypes", "auth", "jobs", "django_tasks_database",
    "letters", "search",
}  # fmt: skip
_SNAPSHOT = "backup"
_ROWS_AT_ONCE, _FILES_AT_ONCE = 500, 8


class Digest(TypedDict):
    """How many rows a table has, and the SHA-256, in hex, of its lines."""

    rows: int
    sha256: str


def tables() -> list[type[models.Model]]:
    """Return the tables that are kept, those that others point to first."""
    left = [m for m in apps.get_models() if m._meta.app_label not in LEFT_OUT and m._meta.managed]
    done: list[type[models.Model]] = []
    while left:
        ready = [m for m in left if not (_points_to(m) & set(left) - {m})]
        done += sorted(ready, key=lambda m: m._meta.label_lower)
        left = [m for m in left if m not in ready]
    return done


def tables_by_name() -> dict[str, type[models.Model]]:
    """Return the tables that are kept by name, in their order."""
    return {model._meta.label_lower: model for model in tables()}


def digest(model: type[models.Model], alias: str = "default") -> Digest:
    """Return how many rows a table has, and the SHA-256 of its lines."""
    mark, count = hashlib.sha256(), 0
    for line in lines(model, alias):
        mark.update(line)
        count += 1
    return {"rows": count, "sha256": mark.hexdigest()}


def digests() -> dict[str, Digest]:
    """Return the digest of every table that a backup holds."""
    return {name: digest(model) for name, model in tables_by_name().items()}


def lines(model: type[models.Model], alias: str = "default") -> Iterator[bytes]:
    """Yield a table's rows in the order of their keys, each as a line of JSON."""
    for values in row_values(model, alias):
        yield row_text.text(values).encode() + b"\n"


def row_values(model: type[models.Model], alias: str = "default") -> Iterator[dict[str, object]]:
    """Yield a table's rows as mappings: few at a time where they hold files."""
    at_once = _FILES_AT_ONCE if binary_fields(model) else _ROWS_AT_ONCE
    rows = model._base_manager.using(alias).order_by("pk").iterator(chunk_size=at_once)
    for row in rows:
        yield serializers.serialize("python", [row])[0]


def binary_fields(model: type[models.Model]) -> list[str]:
    """Return the fields of a table that hold files."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, models.BinaryField)]


def next_keys() -> None:
    """Let PostgreSQL give keys after the restored ones; SQLite knows by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


@contextmanager
def snapshot() -> Iterator[str]:
    """Open a second connection that sees one moment and keeps no writer waiting."""
    options = {"sqlite": {"transaction_mode": "DEFERRED"}}.get(connection.vendor, {})
    second = connections.create_connection("default")
    second.settings_dict = copy.deepcopy(connection.settings_dict)
    second.alias = _SNAPSHOT
    second.settings_dict["OPTIONS"] = {**second.settings_dict["OPTIONS"], **options}
    connections[_SNAPSHOT] = second
    try:
        if connection.vendor == "sqlite":
            second.transaction_mode = "DEFERRED"
        with transaction.atomic(using=_SNAPSHOT):
            if connection.vendor == "postgresql":
                with second.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield _SNAPSHOT
    finally:
        second.close()
        del connections[_SNAPSHOT]


def _points_to(model: type[models.Model]) -> set[type[models.Model]]:
    related = (f.related_model for f in model._meta.get_fields() if f.many_to_one and f.concrete)
    return {m for m in related if isinstance(m, type)}
