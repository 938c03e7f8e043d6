"""What the history offers: the check of its chain."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.web.history import audit
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    registry.checks.append(("history chain", _chain))


def _chain() -> Iterator[str]:
    yield from audit.verify()[2]
