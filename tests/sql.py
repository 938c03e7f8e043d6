"""An insider with the database's own password: SQL past the office, and past its triggers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace


def run(statement: str, values: Sequence[object] = ()) -> int:
    """Run one statement and return how many rows it touched."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@contextmanager
def without_triggers() -> Iterator[None]:
    """Take the triggers of the append-only tables away, and put them back as they were."""
    from django.db import connection

    from beatwise.web.history import append_only

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        for table in append_only.GUARDED:
            append_only.release(editor, table)
        yield
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, same in append_only.GUARDED.items():
            append_only.guard(editor, table, same)
