"""Seconds of work that a thread had done for it elsewhere: by the database server, or a process.

A thread's own clock does not count them, and they cost the office as much.
"""

from __future__ import annotations

import threading


class _Seconds(threading.local):
    total = 0.0


_seconds = _Seconds()


def note(seconds: float) -> None:
    """Add seconds of work that was done elsewhere for this thread."""
    _seconds.total += seconds


def total() -> float:
    """Return all seconds that were noted in this thread."""
    return _seconds.total
