"""How far a long import is, noted while its rows are gone through; nothing on a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar


EVERY = 1000  # rows between two notes
Item = TypeVar("Item")


class Watch(Protocol):
    """What is told how far the rows are gone through; it may end the work by an exception."""

    def note(self, checked: int, total: int, /) -> None:
        """Note that so many of all rows are looked through."""


_watch: ContextVar[Watch | None] = ContextVar("who watches an import", default=None)


@contextmanager
def watched(by: Watch) -> Iterator[None]:
    """Tell a watch of every row that is gone through in the block."""
    mark = _watch.set(by)
    try:
        yield
    finally:
        _watch.reset(mark)


def reading(rows: int) -> None:
    """Tell the watch that so many rows of a file are laid out, and none looked through yet."""
    if watch := _watch.get():
        watch.note(0, rows)


def each_row(rows: Collection[Item]) -> Iterator[Item]:
    """Yield rows one by one, telling the watch now and then how far it is."""
    watch = _watch.get()
    for number, row in enumerate(rows):
        if watch and number % EVERY == 0:
            watch.note(number, len(rows))
        yield row
    if watch:
        watch.note(len(rows), len(rows))
