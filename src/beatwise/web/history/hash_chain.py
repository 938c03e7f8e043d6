"""The chain of the history: each change's hash covers its words and the hash before it.

Pure: text in, text out. Changing, removing or swapping any entry breaks every hash after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it is hashed: text and whole numbers only, so every engine gives it back."""

    number: int
    at: str
    by: str
    role: str
    action: str
    thing: str
    why: str
    details: str

    def hash(self, previous: str) -> str:
        """Return the SHA-256, in hex, of this entry after the ``previous`` one."""
        words = [previous, self.number, self.at, self.by, self.role, self.action, self.thing]
        return hashlib.sha256(canonical([*words, self.why, self.details]).encode()).hexdigest()


def canonical(value: object) -> str:
    """Return JSON that is always the same text for the same value."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


class Link(NamedTuple):
    """An entry as the chain holds it: with the hash before it, and its own."""

    entry: Entry
    previous: str
    hash: str


def faults(chain: Iterable[Link]) -> list[str]:
    """Return what is wrong with a chain, in words."""
    wrong: list[str] = []
    last, expected = START, 1
    for entry, previous, stated in chain:
        if entry.number != expected:
            wrong.append(f"change {expected} is missing before change {entry.number}")
        if previous != last:
            wrong.append(f"change {entry.number} does not follow the one before it")
        if entry.hash(previous) != stated:
            wrong.append(f"change {entry.number} is not as it was written")
        last, expected = stated, entry.number + 1
    return wrong
