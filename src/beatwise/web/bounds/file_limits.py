"""How large a list may be that is read: on a page while someone waits, and by the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The most rows and cells of a list, and the most bytes of its file.

    Of a workbook also the most bytes and elements of its XML, the most bytes of its cells' text,
    and what laying it out in a process of its own may take: seconds and bytes of memory.
    """

    rows: int
    cells: int
    size: int
    unpacked: int
    elements: int
    text: int
    seconds: int
    memory: int


ON_A_PAGE = FileLimits(
    rows=20_000, cells=300_000, size=5_000_000, unpacked=24_000_000, elements=2_000_000,
    text=10_000_000, seconds=20, memory=1_000_000_000,
)  # fmt: skip
OF_THE_WORKER = FileLimits(
    rows=250_000, cells=5_000_000, size=40_000_000, unpacked=800_000_000, elements=24_000_000,
    text=160_000_000, seconds=300, memory=2_000_000_000,
)  # fmt: skip
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
