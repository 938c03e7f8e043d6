"""Whether the worker must stop: a job asks between two pieces of work; how often one is tried."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


MOST_TRIES = 3  # of a job at which the worker ends
requested = threading.Event()


class Stopped(BaseException):
    """The worker must stop; the job goes back into the queue."""


def check() -> None:
    """Raise ``Stopped`` when the worker must stop."""
    if requested.is_set():
        raise Stopped


@contextmanager
def listening(*, with_parent: bool = False) -> Iterator[None]:
    """Hear SIGTERM and Ctrl-C; ``with_parent`` also the end of the process that started this one.

    The parent holds the other end of standard input, and it closes however the parent ends.
    """
    requested.clear()
    before = {s: signal.signal(s, _hear) for s in (signal.SIGTERM, signal.SIGINT)}
    if with_parent:
        threading.Thread(target=_wait_for_parent, daemon=True).start()
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)


def _hear(number: int, frame: FrameType | None) -> None:
    requested.set()


def _wait_for_parent() -> None:
    while sys.stdin.buffer.raw.read(1):
        pass
    requested.set()
