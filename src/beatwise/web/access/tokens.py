"""How the API knows who asks: apps register a finder of the account behind a token's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


READ, WRITE = "records:read", "records:write"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls the API, and what their token allows."""

    account: Any
    scopes: frozenset[str]


finders: list[Callable[[str], Caller | None]] = []


def caller(words: str) -> Caller | None:
    """Return who holds a token, or ``None``."""
    return next((found for finder in finders if (found := finder(words))), None)
