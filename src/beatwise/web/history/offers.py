"""What the history offers: the check of its chain."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.web.history import audit
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("history chain", _chain)


def _chain() -> Iterator[str]:
    yield from audit.verify().faults
