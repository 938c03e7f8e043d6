"""Writes of a process that parts from this one, counted while it works, so that a kill can hit one.

A write is a statement that changes a database, the commit of a transaction, or a file below the
step's own folder that is opened for writing, renamed or removed. Each is counted as it begins.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import time
from pathlib import Path


_CHANGES = ("insert", "update", "delete", "replace", "create", "alter", "drop", "truncate")
_OF_FILES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate")
_SHARED = struct.Struct("<qdd")  # how many, and when the first and the last began
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class WriteCount:
    """The writes of one process; ``reached`` becomes readable when the write ``at`` begins.

    Made before the process parts; ``at`` 0 tells nothing.
    """

    def __init__(self, place: Path, at: int = 0):
        self._place, self._at = str(place), at
        self._shared = mmap.mmap(-1, _SHARED.size)
        self.reached, self._tell = os.pipe()

    @property
    def number(self) -> int:
        """How many writes have begun."""
        return int(_SHARED.unpack(self._shared[:])[0])

    @property
    def gap(self) -> float:
        """The mean time in seconds from the beginning of one write to that of the next."""
        number, first, last = _SHARED.unpack(self._shared[:])
        return (last - first) / (number - 1) if number > 1 else 0.0

    def begin(self) -> None:
        """Count from now on, in this process: for its whole life."""
        sys.addaudithook(self._hear)
        if "django.db" in sys.modules:
            self._hear_database()

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self.reached)
        os.close(self._tell)

    def _add(self) -> None:
        number, first, _ = _SHARED.unpack(self._shared[:])
        number, now = number + 1, time.monotonic()
        self._shared[:] = _SHARED.pack(number, first or now, now)
        if number == self._at:
            os.write(self._tell, b"!")

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and bool(flags & _TO_WRITE)
        else:
            path, writes = (arguments or ("",))[0], event in _OF_FILES
        named = isinstance(path, str | bytes | os.PathLike)  # a descriptor is not
        if writes and named and os.fsdecode(path).startswith(self._place):
            self._add()

    def _hear_database(self) -> None:
        from django.db.backends.base.base import BaseDatabaseWrapper
        from django.db.backends.utils import CursorWrapper

        execute, many = CursorWrapper._execute, CursorWrapper._executemany
        commit = BaseDatabaseWrapper._commit

        def counted(real):
            def run(cursor, sql, *rest, **more):
                if str(sql).lstrip().lower().startswith(_CHANGES):
                    self._add()
                return real(cursor, sql, *rest, **more)

            return run

        def committed(database):
            self._add()
            return commit(database)

        CursorWrapper._execute, CursorWrapper._executemany = counted(execute), counted(many)
        BaseDatabaseWrapper._commit = committed
