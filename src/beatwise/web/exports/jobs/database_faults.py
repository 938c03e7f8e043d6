"""What the database refused, whatever it was asked: the fault of no job, which is tried again."""

from __future__ import annotations

from django.db import DatabaseError, OperationalError
from django_tasks_db.utils import is_locked_database_exception


# SQLite's primary codes: SQLITE_READONLY, _IOERR, _FULL, _CANTOPEN.
_OF_SQLITE = frozenset({8, 10, 13, 14})
# PostgreSQL's classes and codes: the connection, no room or memory, the server stops, only reading.
_OF_POSTGRESQL = ("08", "53", "57P", "25006")


def is_locked(error: Exception) -> bool:
    """Whether SQLite gave up waiting for other writers."""
    return isinstance(error, OperationalError) and is_locked_database_exception(error)


def is_of_the_database(error: Exception) -> bool:
    """Whether other writers, a full disk or a server that went away ended what was at work."""
    if is_locked(error):
        return True
    cause = error.__cause__
    if not isinstance(error, DatabaseError) or cause is None:
        return False
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _OF_SQLITE
    return str(getattr(cause, "sqlstate", "") or "").startswith(_OF_POSTGRESQL)
