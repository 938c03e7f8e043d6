"""A process of its own for work on a file that someone uploads: little memory, little time.

The process runs a module of ours from fixed words, reads the file as its input, comes after pages
when the machine is busy, and is ended by the clock whatever it does.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from typing import IO

from beatwise.web.bounds import file_limits


LOWEST = 10  # how far behind pages it comes
WORKER, PAGE = "worker", "page"


@contextlib.contextmanager
def output_of(words: Sequence[str], content: bytes) -> Iterator[IO[bytes]]:
    """Yield the output of a process of Python with the ``words``; it ends with the block.

    Raises ``EOFError`` when there is no output to read.
    """
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        process = subprocess.Popen(
            [sys.executable, *words], stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        clock = threading.Timer(file_limits.now().seconds, process.kill)
        clock.start()
        try:
            if process.stdout is None:
                raise EOFError("there is no output")
            yield process.stdout
        finally:
            clock.cancel()
            process.kill()
            process.communicate()


def whose_limits() -> str:
    """Return the word by which the process is told which limits hold: a page's or the worker's."""
    return WORKER if file_limits.now() is file_limits.OF_THE_WORKER else PAGE


@contextlib.contextmanager
def limits_of(whose: str) -> Iterator[None]:
    """Hold, within the process itself, to the limits of a page or of the worker."""
    with file_limits.of_the_worker() if whose == WORKER else contextlib.nullcontext():
        _limit()
        yield


def _limit() -> None:
    """Take little memory and time, where the system has such limits."""
    try:
        import os
        import resource
    except ImportError:  # Windows: the page's own time-out holds
        return
    os.nice(LOWEST)
    most = file_limits.now()
    for limit, value in (
        (resource.RLIMIT_AS, most.memory),
        (resource.RLIMIT_CPU, most.seconds),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower one holds already
            resource.setrlimit(limit, (value, value))
