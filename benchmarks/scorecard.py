"""A scorecard: 200 measures, 60 months, nine areas each, rated and charted, and a table reconciled.

The office's pages stand on these; a page has 150 ms for everything. There is no peer to time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from benchmarks._measure import timing


MEASURES, MONTHS, AREAS = 200, 60, 9
TABLE_ROWS = 5_000
SCORECARD, RECONCILE = 0.150, 2.0


def card() -> Callable[[], object]:
    """All measures of one area, from observations of all areas."""
    from beatwise.accountability.measures.measure_set import load_set
    from beatwise.accountability.measures.observation import WHOLE_AREA, Observation
    from beatwise.accountability.measures.period import Period
    from beatwise.accountability.rating.scorecard import scorecard
    from beatwise.clock import Month

    shipped = [m for m in load_set("plan-2025-29").measures if m.baseline]
    measures = [
        replace(shipped[i % len(shipped)], id=f"m{i}", frequency="monthly") for i in range(MEASURES)
    ]
    areas = [WHOLE_AREA, *(f"area {i}" for i in range(1, AREAS))]
    first = Month.parse("2021-01")
    told = [
        Observation(Period(first + j, first + j), Decimal(j * 7919 % 97 + 50), area)
        for j in range(MONTHS)
        for area in areas
    ]
    observations = {measure.id: told for measure in measures}
    return partial(scorecard, measures, observations, today=dt.date(2026, 1, 10))


def table() -> Callable[[], object]:
    """A long table without written checks: relations are looked for, then checked in every row."""
    from beatwise.accountability.reconcile.printed_table import from_rows
    from beatwise.accountability.reconcile.run import reconcile

    rows = [
        {"place": f"place {i}", **{f"c{j}": str(i * j % 31 + 1) for j in range(6)},
         "total": str(sum(i * j % 31 + 1 for j in range(6)) + (i % 1000 == 0))}
        for i in range(TABLE_ROWS)
    ]  # fmt: skip
    return partial(reconcile, [from_rows("long", rows)])


def run() -> list[dict[str, Any]]:
    """Return the benchmark's rows."""
    works = (
        ("card", f"scorecard of {MEASURES} measures × {MONTHS} months × {AREAS} areas", SCORECARD),
        ("table", f"reconcile {TABLE_ROWS:,} rows nobody wrote checks for", RECONCILE),
    )
    return [row(name, work, target) for name, work, target in works]


def row(name: str, work: str, target: float) -> dict[str, Any]:
    """Time one workload."""
    mine = timing("benchmarks.scorecard", name, runs=7)
    return {
        "work": work,
        "ours": f"{mine.median:.3f} s",
        "peer": "none",
        "ratio": None,
        "memory_mb": mine.peak_mb,
        "target": f"≤ {target:g} s",
        "met": mine.median <= target,
        "note": f"first call {mine.first:.3f} s",
    }


if __name__ == "__main__":
    for each in run():
        print(each)
