"""What the history offers: the checks of its chain, of the seals, and of its triggers."""

from __future__ import annotations

from collections.abc import Iterator

from beatwise.web.history import audit, erasable, triggers
from beatwise.web.history.sealing import verification
from beatwise.web.registry import registry


def register() -> None:
    """Add the app's lines to the registry."""
    offers = registry.of(__package__)
    offers.check("history chain", _chain)
    offers.check("erasable content", erasable.faults)
    offers.check("seals", verification.seals)
    offers.check("records", verification.records)
    offers.check("references", verification.references)
    offers.check("triggers", triggers.faults)


def _chain() -> Iterator[str]:
    yield from audit.verify().faults
