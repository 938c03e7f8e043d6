"""Ctrl-C and SIGTERM, which end a command in the same way: by ``KeyboardInterrupt``.

A library in C that is being loaded makes an ``ImportError`` of an interruption and prints a
traceback of its own. So one that comes in the middle of that waits until the library is there.
"""

from __future__ import annotations

import _thread
import os
import signal
from importlib.machinery import ExtensionFileLoader
from types import FrameType


AGAIN = 0.02  # seconds until it is tried again
_OF_LIBRARIES = (
    ExtensionFileLoader.create_module.__code__,
    ExtensionFileLoader.exec_module.__code__,
)


def listen() -> None:
    """Let both end this process, and neither make a fault of what a library was at."""
    ours = os.getpid()

    def end(number: int, frame: FrameType | None) -> None:
        if number == signal.SIGTERM and os.getpid() != ours:
            signal.signal(number, signal.SIG_DFL)  # a child that was forked from here
            os.kill(os.getpid(), number)
        elif _loads_a_library(frame):
            _try_again(number)
        else:
            raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    if hasattr(signal, "SIGTERM") and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)


def _loads_a_library(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code in _OF_LIBRARIES:
            return True
        frame = frame.f_back
    return False


def _try_again(number: int) -> None:
    from threading import Timer

    later = Timer(AGAIN, _thread.interrupt_main, [number])
    later.daemon = True
    later.start()
