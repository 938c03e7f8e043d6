"""A clock that stands, so that dates, and limits in seconds, are the same in every run.

A limit in seconds that the product counts itself never strikes: a search ends by its own rules.
Limits that a library counts (HiGHS, OR-tools) and the monotonic clock go on as they are.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import time
from typing import Any


MOMENT = dt.datetime(2026, 9, 14, 9, tzinfo=dt.UTC)  # a Monday
SECONDS = MOMENT.timestamp()


def stop() -> None:
    """Let every clock that the product reads show ``MOMENT``."""
    for name, value in (("time", SECONDS), ("time_ns", int(SECONDS) * 10**9)):
        setattr(time, name, lambda value=value: value)
    setattr(time, "perf_counter", lambda: 0.0)  # noqa: B010
    _replace(dt.datetime, "now", classmethod(_now))
    _replace(dt.datetime, "utcnow", classmethod(_utcnow))


def _now(kind: Any, tz: dt.tzinfo | None = None) -> Any:
    """Return the moment, in a time zone or in the machine's own."""
    return kind.fromtimestamp(SECONDS, tz)


def _utcnow(kind: Any) -> Any:
    """Return the moment in UTC, without saying so."""
    return kind.fromtimestamp(SECONDS, dt.UTC).replace(tzinfo=None)


def _replace(kind: type, name: str, value: Any) -> None:
    """Replace an attribute of a built-in type, which Python itself does not allow."""
    attributes = gc.get_referents(kind.__dict__)[0]
    attributes[name] = value
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))
