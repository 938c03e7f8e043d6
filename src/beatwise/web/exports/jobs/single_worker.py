"""One worker at a time. Whoever holds this knows that a job marked as running has lost its worker.

On SQLite it is a lock on a file of the office's folder, on PostgreSQL an advisory lock of a
connection of its own; the system gives either free when the process ends, however it ends.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection

from beatwise.web.settings.place import create_private


NUMBER = 7_341_903
FILE = "worker.lock"
LockCheck = Callable[[], bool]


@contextmanager
def only_one() -> Iterator[LockCheck | None]:
    """Yield a question whether the lock is still held, or ``None`` when another holds it."""
    holding = _by_database if connection.vendor == "postgresql" else _by_file
    with holding() as still_locked:
        yield still_locked


@contextmanager
def _by_file() -> Iterator[LockCheck | None]:
    path = Path(settings.FOLDER) / FILE
    create_private(path)
    with open(path, "a+b") as file:
        if not _lock(file.fileno()):
            yield None
            return
        yield lambda: True


def _lock(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _by_database() -> Iterator[LockCheck | None]:
    own = connection.copy()

    def still_locked() -> bool:
        try:
            with own.cursor() as cursor:
                cursor.execute("SELECT 1")
        except OperationalError:
            return False
        return True

    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
            got = cursor.fetchone()[0]
        yield still_locked if got else None
    finally:
        own.close()
