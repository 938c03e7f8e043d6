"""A workspace of one month of one force, and a protocol filed for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from beatwise.clock import MonthRange
from beatwise.evaluation.protocol.lock import Deviation, Lock


EARLY, LOCKED, LATER = (f"2026-0{month}-01T10:00:00+00:00" for month in (1, 2, 3))


MONTHS = MonthRange.parse("2025-11:2025-12")


def workspace(now: str, was: str | None = None) -> Any:
    """One month of one force, gathered at ``now``; with ``was``, restated then."""
    month = MONTHS.last.number

    def entry(when: str) -> Any:
        return SimpleNamespace(gathered=when)

    old = [] if was is None else [
        SimpleNamespace(force="millshire", month=month, was=entry(was), now=entry(now))
    ]  # fmt: skip
    offences = {("millshire", month): SimpleNamespace(provenance=entry(now))}
    return SimpleNamespace(
        catalogue=SimpleNamespace(offences=offences, items={}), restatements=lambda: old
    )


def filed(*deviations: Deviation) -> Any:
    lock = Lock("h", LOCKED, "evaluator", "", deviations)
    read = SimpleNamespace(patrols=MONTHS, from_police_uk=True, force="millshire")
    return SimpleNamespace(lock=lock, protocol=read)
