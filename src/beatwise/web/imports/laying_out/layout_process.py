"""Lay out a large workbook in a process of its own, so that no page waits for it.

The process has little memory and little time, comes after pages when the machine is busy, and
hands back plain cells. A server process has one of them at a time; the time it takes is the
person's.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator

from beatwise.errors import BadInput, Conflict
from beatwise.web.bounds import work_elsewhere
from beatwise.web.imports.laying_out.workbook_layout import Sheet, laid_out


SMALL = 400_000  # bytes unpacked: read in the page's own process in a few hundredths of a second
MOST_MEMORY, MOST_SECONDS = 1_000_000_000, 20
LONGEST_WAIT = 20  # seconds for others that are laid out
LOWEST = 10  # how far behind pages it comes
_turn = threading.Lock()
_PLAIN = frozenset({("datetime", name) for name in ("date", "datetime", "time", "timedelta")})


class _Cells(pickle.Unpickler):
    """What the process hands back: plain values, days and times, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """Return a kind of day or time; refuse every other name."""
        if (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name} is no cell")
        return super().find_class(module, name)


def is_large(content: bytes) -> bool:
    """Whether a workbook says that it unpacks to more than ``SMALL`` bytes, the most ever read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(part.file_size for part in archive.infolist()) > SMALL
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return False


def large_sheets(name: str, content: bytes) -> Iterator[Sheet]:
    """Yield the sheets of a large workbook; raise ``BadInput`` as ``laid_out`` does."""
    if not _turn.acquire(timeout=LONGEST_WAIT):
        raise Conflict(
            "other large workbooks are being read just now.",
            place=name,
            next_step="Try again in a minute.",
        )
    begun = time.perf_counter()
    try:
        output = _run(name, content)
    finally:
        _turn.release()
        work_elsewhere.note(time.perf_counter() - begun)
    if output is None:
        raise BadInput(
            "the workbook takes too long, or too much memory, to lay out.",
            place=name,
            next_step="Keep only the sheet to import, or save it as CSV.",
        )
    fault, sheets = _Cells(io.BytesIO(output)).load()
    if fault:
        message, place, next_step = fault
        raise BadInput(message, place=place, next_step=next_step)
    for sheet in sheets:
        yield Sheet(*sheet)


def _run(name: str, content: bytes) -> bytes | None:
    """Return what the process wrote; ``None`` when it was stopped by a limit."""
    words = [sys.executable, "-m", "beatwise.web.imports.laying_out.layout_process", name]
    try:
        done = subprocess.run(
            words, input=content, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None


def main(name: str) -> None:
    """Lay out the workbook of standard input; write its sheets, or what is wrong with it."""
    _limit()
    content = sys.stdin.buffer.read()
    fault, sheets = None, []
    try:
        sheets = [tuple(sheet) for sheet in laid_out(name, content)]
    except BadInput as error:
        fault = (error.message, error.place, error.next_step)
    pickle.dump((fault, sheets), sys.stdout.buffer, protocol=5)


def _limit() -> None:
    """Take little memory and time, where the system has such limits."""
    try:
        import os
        import resource
    except ImportError:  # Windows: the page's own time-out holds
        return
    os.nice(LOWEST)
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower one holds already
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main(sys.argv[1])
