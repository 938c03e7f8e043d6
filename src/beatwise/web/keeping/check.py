"""Check the office: the chain of its history, and what every app knows must hold."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.web.history import audit
from beatwise.web.registry import registry


@dataclass(frozen=True, slots=True)
class OfficeCheck:
    """How many changes there are, the hash of the last, and what is wrong, by check."""

    changes: int
    last_hash: str
    faults: dict[str, list[str]]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.faults.values())


def check() -> OfficeCheck:
    """Run every check."""
    chain = audit.verify()
    faults = {"history chain": chain.faults}
    for name, run in registry.checks.items():
        if name not in faults:
            faults[name] = list(run())
    return OfficeCheck(chain.changes, chain.last_hash, faults)
