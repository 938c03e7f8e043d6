"""Work for tests of the compute room: it can be found by name in another process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from beatwise.errors import Refused


def square(number: int) -> tuple[int, int]:
    """Return the square, and which process worked it."""
    return number * number, os.getpid()


def refused_at_three(number: int) -> int:
    """Refuse one of the parts."""
    if number == 3:
        raise Refused("three is refused.", place="part 3", next_step="Leave it out.")
    return number


def killed_once(part: tuple[int, str]) -> int:
    """End this process, without a word, the first time that part 4 is worked."""
    number, folder = part
    mark = Path(folder) / "killed"
    if number == 4 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_killed(number: int) -> int:
    """End this process whenever part 2 is worked."""
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def slow_at_first(number: int) -> int:
    """Take longest for the first part."""
    time.sleep(0.3 if number == 0 else 0)
    return number


def slowly(number: int) -> int:
    """Take a tenth of a second."""
    time.sleep(0.1)
    return number


ENDLESS_SECONDS = 60.0


def refused_or_endless(number: int) -> int:
    """Refuse the first part when the others have begun to take for ever."""
    if number == 0:
        time.sleep(1)
        raise Refused("the first is refused.")
    time.sleep(ENDLESS_SECONDS)
    return number


def first_then_endless(number: int) -> int:
    """Answer the first part and take for ever with the others."""
    if number:
        time.sleep(ENDLESS_SECONDS)
    return number
