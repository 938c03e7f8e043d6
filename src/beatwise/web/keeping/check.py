"""Check the office: the chain of its history, and what every app knows must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from beatwise.web.history import audit
from beatwise.web.history.sealing import seal_chain
from beatwise.web.history.sealing.seal_chain import Head
from beatwise.web.keeping.anchors import Anchor, compare
from beatwise.web.registry import registry


CHECKS_OF_THE_RECORD = ("history chain", "seals", "records", "references", "stored files")


@dataclass(frozen=True, slots=True)
class OfficeCheck:
    """How many changes there are, the hash of the last, the head, and what is wrong, by check."""

    changes: int
    last_hash: str
    head: Head
    faults: dict[str, list[str]]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not any(self.faults.values())


def check(anchor: Anchor | None = None) -> OfficeCheck:
    """Run every check; with an anchor, whether the history still goes through it."""
    chain, head = audit.Verification(0, "", []), Head(0, "")

    def read_chain() -> list[str]:
        nonlocal chain, head
        chain, head = audit.verify(), seal_chain.head()
        return chain.faults

    faults = {"history chain": _run(read_chain)}
    for name, run in registry.checks.items():
        if name not in faults:
            faults[name] = _run(run)
    if anchor is not None:
        faults["anchor"] = _run(lambda: compare(anchor))
    return OfficeCheck(chain.changes, chain.last_hash, head, faults)


def _run(run: Callable[[], Iterable[str]]) -> list[str]:
    """Run one check. One that stumbles over damaged records has found damage: it is a fault."""
    faults: list[str] = []
    try:
        faults.extend(run())
    except Exception as error:  # whatever unreadable records lead to; the checks above name them
        words = str(error).partition("\n")[0]
        faults.append(f"it cannot be carried out on these records: {type(error).__name__}: {words}")
    return faults
