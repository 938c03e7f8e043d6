"""Whether the triggers that make tables append-only are all there, as made, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db import connection

from beatwise.web.history.append_only import GUARDED, statements


_NAME = re.compile(r"CREATE TRIGGER (\w+)")
_BODY = re.compile(r"\$\$ (.*) \$\$", re.DOTALL)
# Every trigger of PostgreSQL's that a statement made, whether it fires, on what, and what it does.
_POSTGRESQL = """
SELECT t.tgname, c.relname, t.tgenabled, t.tgtype, p.proname, p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT t.tgisinternal AND n.nspname = current_schema()
"""
_BEFORE_UPDATE_DELETE_TRUNCATE = 2 | 8 | 16 | 32  # the bits of ``tgtype``, for each statement


def faults() -> Iterator[str]:
    """Yield every trigger that is missing, switched off, altered, or not one of ours."""
    there = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]()
    for name, (table, works) in sorted(_expected(there).items()):
        if name not in there:
            yield f"the trigger {name} on {table} is missing: its rows can be changed and deleted"
        elif not works:
            yield f"the trigger {name} on {table} is not as it was made, or is switched off"
    for name in sorted(there.keys() - _expected(there).keys()):
        yield f"there is a trigger {name} that Beatwise did not make"


def _expected(there: dict[str, object]) -> dict[str, tuple[str, bool]]:
    """Return the triggers there should be, with their table and whether each is as it was made."""
    expected = {}
    for table, same in GUARDED.items():
        guards = statements(connection.vendor, table, same)
        if connection.vendor == "sqlite":
            for statement in guards:
                match = _NAME.match(statement)
                name = match[1] if match else ""
                expected[name] = (table, there.get(name) == statement)
        else:
            body = _BODY.search(guards[0])
            right = (table, True, _BEFORE_UPDATE_DELETE_TRUNCATE, f"{table}_refuse",
                     body[1].split() if body else [])  # fmt: skip
            name = f"{table}_no_change"
            expected[name] = (table, there.get(name) == right)
    return expected


def _on_sqlite() -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def _on_postgresql() -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL)
        return {
            name: (table, enabled in ("O", "A"), kind, function, source.split())
            for name, table, enabled, kind, function, source in cursor.fetchall()
        }
