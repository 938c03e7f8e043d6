"""The edition as this process has it: read when there is a new one, kept when the database is away.

An edition is taken whole, when its digest is right, or not at all: the one before stays, and what
was refused is read again only after a while. Pages are kept until they are too large together; the
files beyond that are read, and checked, when they are asked for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable

from django.db import DatabaseError, connection

from beatwise.errors import BadInput
from beatwise.web.publicsite.kept_resource import KeptResource, kept_resource
from beatwise.web.publicsite.published_store import AGAIN, COLUMNS, EditionHead
from beatwise.web.publicsite.resource import Resource, digest, line
from beatwise.web.search.search_terms import search_terms


LOOKS_EVERY = 10.0  # seconds between two questions whether there is a new edition
REFUSED_FOR = 600.0  # seconds after which an edition that was not whole is read again
MOST_BYTES = 128 * 1024 * 1024
MOST_HITS = 50
_log = logging.getLogger(__name__)


class EditionMemory:
    """The resources of the newest edition that could be read, by address."""

    def __init__(self) -> None:
        self.head: EditionHead | None = None
        self._resources: dict[str, KeptResource] = {}
        self._left_out: dict[str, bytes] = {}
        self._next_look = 0.0
        self._refusal = ("", 0.0)  # the digest of an edition that was not whole, and until when
        self._lock = threading.Lock()

    def look(self) -> None:
        """Read a new edition, if there is one; one thread at a time, and the others go on."""
        if time.monotonic() < self._next_look or not self._lock.acquire(blocking=False):
            return
        try:
            self._next_look = time.monotonic() + LOOKS_EVERY
            self.read()
        except (DatabaseError, BadInput) as error:
            _log.warning("the published edition cannot be read: %s", error)
        finally:
            self._lock.release()

    def get(self, address: str) -> KeptResource | None:
        """Return what is at an address; ``None`` where there is nothing.

        A large file raises ``DatabaseError`` while it is away, and ``BadInput`` where it is not
        what was prepared.
        """
        if address not in self._left_out:
            return self._resources.get(address)
        each = _one(address)
        if each is None or _line(each) != self._left_out[address]:
            raise _not_whole(address)
        return kept_resource(each)

    def search(self, query: str) -> list[Resource]:
        """Return the pages in which every word stands, those with it in their title first.

        Raises ``BadInput`` for more words than a search takes.
        """
        words = search_terms(query)
        if not words:
            return []
        hits = [each for each in self._resources.values() if each.holds(words)]
        hits.sort(key=lambda each: (not all(word in each.title for word in words), each.title))
        return [each.resource for each in hits[:MOST_HITS]]

    def read(self) -> None:
        """Read a new edition, if there is one; raise ``BadInput`` for one that is not whole."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, day, digest, body FROM edition")
            row = cursor.fetchone()
            if row is None or (self.head is not None and row[2] == self.head.digest):
                return
            refused, until = self._refusal
            if row[2] == refused and time.monotonic() < until:
                return
            cursor.execute("SELECT address FROM resource ORDER BY length(content), address")
            addresses = [address for (address,) in cursor.fetchall()]
        try:
            resources, lines = _within_limit(addresses)
            if digest(lines.values()) != row[2]:
                raise _not_whole()
        except BadInput:
            self._refusal = (row[2], time.monotonic() + REFUSED_FOR)
            raise
        self._left_out = {name: lines[name] for name in lines.keys() - resources.keys()}
        self._resources, self.head = resources, EditionHead(*row)


def _within_limit(addresses: Iterable[str]) -> tuple[dict[str, KeptResource], dict[str, bytes]]:
    """Return the resources that fit, the smallest first, and the lines of all, by address."""
    small: dict[str, KeptResource] = {}
    size, lines = 0, {}
    for address in addresses:
        each = _one(address)
        if each is None:  # taken away meanwhile: the digest says so
            continue
        lines[address] = _line(each)
        size += len(each.content)
        if size <= MOST_BYTES:
            small[address] = kept_resource(each)
    return small, lines


def _one(address: str) -> Resource | None:
    with connection.cursor() as cursor:
        columns = ", ".join(COLUMNS)
        cursor.execute(f"SELECT {columns} FROM resource WHERE address = %s", [address])
        row = cursor.fetchone()
    try:
        return Resource(row[0], row[1], bytes(row[2]), *row[3:]) if row else None
    except TypeError as error:
        raise _not_whole(address) from error


def _line(each: Resource) -> bytes:
    try:
        return line(each)
    except TypeError as error:
        raise _not_whole(each.address) from error


def _not_whole(place: str | None = None) -> BadInput:
    return BadInput("the edition is not what was prepared.", place=place, next_step=AGAIN)


memory = EditionMemory()
