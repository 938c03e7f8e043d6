"""How the API knows who asks: apps register a finder of the account behind a token's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatwise.accountability.roles import Person


READ, WRITE = "records:read", "records:write"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls the API, and what their token allows."""

    account: Person
    scopes: frozenset[str]


finders: list[Callable[[str], Caller | None]] = []


def caller(words: str) -> Caller | None:
    """Return who holds a token, or ``None``."""
    return next((match for finder in finders if (match := finder(words))), None)
