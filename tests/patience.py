"""How long tests wait: as long as this machine, as busy as it is now, may need.

A fixed minute is long on a quiet machine and too short on a busy one. Tests say what something
takes on a quiet two-core machine; what they wait for grows with how much slower a small piece of
work is at this moment. A machine that is quiet now may be busy in half a minute: nothing waits less
than three times as long, which costs time only where something hangs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import TypeVar


T = TypeVar("T")
QUIET = 0.07  # seconds that the piece of work takes on a quiet two-core machine
LEAST = 3.0  # times as long as on a quiet machine
GOOD_FOR = 20.0  # seconds for which one measurement holds
_measurement = (float("-inf"), 1.0)


def patience(seconds: float) -> float:
    """Return how long to wait for what takes so many seconds on a quiet machine."""
    return seconds * max(LEAST, slowness())


def until(condition: Callable[[], T], seconds: float, *, pause: float = 0.02) -> T:
    """Wait until a condition holds and return what it gave; fail when patience is at its end."""
    began = time.monotonic()
    while time.monotonic() - began < patience(seconds):
        result = condition()
        if result:
            return result
        time.sleep(pause)
    raise AssertionError(f"it did not come about, though it takes {seconds} seconds at most")


def slowness() -> float:
    """Return how many times slower than quiet the machine is now; never less than 1."""
    global _measurement
    measured, factor = _measurement
    if time.monotonic() - measured > GOOD_FOR:
        factor = max(1.0, _work() / QUIET)
        _measurement = time.monotonic(), factor
    return factor


def _work() -> float:
    """Return the seconds that it takes to start an interpreter and import a little."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", "import decimal, email.message, json"], check=True)
    return time.monotonic() - began
