"""One turn a person over all server processes: who asks for much holds up one of them at a time.

The processes part from one that opened a nameless file; a lock on one of its bytes is a person's
turn. The system gives it back when a process ends, however it ends. Where there is one process, or
no such locks, the turn is always free.
"""

from __future__ import annotations

import sys
import tempfile
import time
from typing import IO


ASKS_EVERY = 0.005  # seconds between two tries for a turn that another process has


class Turns:
    """A turn a person, by key of the account; free until ``share`` was called."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None

    def share(self) -> None:
        """Let this process and all that part from it from now on have turns in common."""
        if sys.platform != "win32":
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # as long as the process

    def close(self) -> None:
        """Have no turns in common any more."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def take(self, person: int, longest: float) -> bool:
        """Take a turn, waiting so many seconds for it; return whether it was to be had."""
        end = time.monotonic() + longest
        while not self._lock(person):
            if time.monotonic() >= end:
                return False
            time.sleep(ASKS_EVERY)
        return True

    def give_back(self, person: int) -> None:
        """Give a turn back."""
        if self._file is not None and sys.platform != "win32":
            import fcntl

            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, person)

    def _lock(self, person: int) -> bool:
        if self._file is None or sys.platform == "win32":
            return True
        import fcntl

        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, person)
        except OSError:
            return False
        return True
