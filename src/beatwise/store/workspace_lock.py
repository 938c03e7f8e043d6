"""One writer at a time: a lock that the operating system frees when its owner dies.

The file stays; what counts is the lock on it (``flock`` on POSIX, ``LockFile`` on Windows), which
the system takes back from a crashed or killed process. So there is no stale lock to guess about.
The file's text only says who holds it, for the message.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from beatwise.errors import Conflict


LOCK_FILE = ".writer.lock"
_LOCKED_BYTE = 1 << 30  # far past the text, so that Windows lets others read who holds the lock


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the workspace's writing lock while the block runs.

    Raises ``Conflict`` naming the process, machine and time when another holds it.
    """
    path = folder / LOCK_FILE
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise Conflict(
                f"the workspace is being written to{_owner(path)}.",
                place=str(folder),
                next_step="Wait for it to finish; a process that has ended holds no lock.",
            ) from error
        _sign(handle)
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
            _unlock(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _sign(handle: int) -> None:
    owner = {
        "process": os.getpid(),
        "machine": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(owner).encode())


def _owner(path: Path) -> str:
    try:
        owner = json.loads(path.read_bytes())
        return f" by process {owner['process']} on {owner['machine']} since {owner['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return " by another process"
