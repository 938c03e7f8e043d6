"""How large a list may be that is read: on a page while someone waits, and by the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The most rows and cells of a list, and the most bytes of its file."""

    rows: int
    cells: int
    size: int


ON_A_PAGE = FileLimits(rows=20_000, cells=300_000, size=5_000_000)
OF_THE_WORKER = FileLimits(rows=250_000, cells=5_000_000, size=40_000_000)
_now: ContextVar[FileLimits] = ContextVar("how large a list may be", default=ON_A_PAGE)


def now() -> FileLimits:
    """Return the limits that hold here."""
    return _now.get()


@contextmanager
def of_the_worker() -> Iterator[None]:
    """Read what only the worker reads, within the block."""
    mark = _now.set(OF_THE_WORKER)
    try:
        yield
    finally:
        _now.reset(mark)
