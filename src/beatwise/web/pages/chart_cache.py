"""Charts remembered by the hash of their data, so that each is drawn once, whoever looks.

A chart is drawn in less time than a row takes to read, so it is remembered in the process only: up
to so many bytes, and looking at it never writes. What takes longer, a frozen pack's papers, is kept
in the database, one for each place of the office, so that a new process draws nothing. A hash names
everything that a drawing shows, after the disclosure gate: who sees other figures has another.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import mark_safe

from beatwise.web.pages.models import Chart
from beatwise.web.settings.database import BUSY_MS


WIDE, NARROW = 620, 280  # pixels
MOST_BYTES = 32_000_000  # of a process
AT_ONCE_MS = 20


def mark(drawn_from: object) -> str:
    """Return the SHA-256, in hex, of what a chart is drawn from: plain JSON."""
    words = json.dumps(drawn_from, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


class Drawings:
    """The drawings that this process used last, by hash, up to so many bytes together."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self._lock = threading.Lock()
        self._drawings: OrderedDict[str, str] = OrderedDict()
        self._bytes = 0

    def get(self, digest: str, draw: Callable[[], str]) -> str:
        """Return a drawing, drawn when it is not there."""
        with self._lock:
            if digest in self._drawings:
                self._drawings.move_to_end(digest)
                return self._drawings[digest]
        drawing = draw()
        with self._lock:
            self._bytes -= len(self._drawings.pop(digest, ""))
            self._drawings[digest] = drawing
            self._bytes += len(drawing)
            while self._bytes > self.most_bytes:
                self._bytes -= len(self._drawings.popitem(last=False)[1])
        return drawing

    def clear(self) -> None:
        """Forget every drawing."""
        with self._lock:
            self._drawings.clear()
            self._bytes = 0


drawings = Drawings(MOST_BYTES)


def near(digest: str, draw: Callable[[], str]) -> str:
    """Return the drawing of a hash, remembered in this process."""
    return drawings.get(digest, draw)


def of_place(place: str, drawn_from: object, draw: Callable[[], str]) -> str:
    """Return the drawing of one place, drawn anew only when what it is drawn from has changed."""
    digest = mark([place, drawn_from])

    def from_database() -> str:
        row = Chart.objects.filter(place=place).first()
        if row is not None and constant_time_compare(row.mark, _seal(digest, row.svg)):
            return row.svg
        return _store(place, digest, draw())

    return near(digest, from_database)


def both_widths(
    kind: str, drawn_from: object, alt: str, draw: Callable[[int], str]
) -> dict[str, str]:
    """Return a picture for ``pages/figure.html``: drawn for a wide and a narrow page, and in words.

    ``draw`` takes a width in pixels; what it draws is our own, so that it may stand in a page.
    """

    def drawing(width: int) -> str:
        digest = mark([kind, drawn_from, width])
        return mark_safe(near(digest, lambda: draw(width)))

    return {"wide": drawing(WIDE), "narrow": drawing(NARROW), "alt": alt}


def _seal(digest: str, drawing: str) -> str:
    """Return what only this office can write: a drawing that somebody altered is drawn anew."""
    return salted_hmac("beatwise.drawing", f"{digest}\n{drawing}", algorithm="sha256").hexdigest()


def _store(place: str, digest: str, drawing: str) -> str:
    """Put a drawing into the database in the place of an older one, unless others write now."""
    row = Chart(place=place, mark=_seal(digest, drawing), svg=drawing)
    try:
        with _without_waiting():
            Chart.objects.bulk_create(
                [row],
                update_conflicts=True,
                unique_fields=["place"],
                update_fields=["mark", "svg"],
            )
    except OperationalError as error:
        if "database is locked" not in str(error):
            raise
    return drawing


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Let a write of the block fail as locked where SQLite would wait for an import, say.

    Inside a transaction nothing changes: it has its turn already. On PostgreSQL nobody waits for
    another's row.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    _wait_for_others(AT_ONCE_MS)
    try:
        yield
    finally:
        _wait_for_others(BUSY_MS)


def _wait_for_others(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={milliseconds}")
