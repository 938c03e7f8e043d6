"""Aoristic week: 200,000 incidents with spans, shared among 168 hours on British clocks.

The peer is the plain loop analysts use: one incident and one hour at a time, naive about the
clocks. It is timed on 10,000 incidents and scaled.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks._measure import alternate


INCIDENTS, PEER_INCIDENTS = 200_000, 10_000
SECONDS = 0.15


def world(n: int = INCIDENTS) -> tuple[np.ndarray, np.ndarray]:
    """Draw spans over three years: four in ten are moments, the rest last six hours on average."""
    rng = np.random.default_rng(23)
    start = np.datetime64("2022-01-01T00:00:00") + rng.integers(0, 3 * 365 * 86_400, n).astype(
        "m8[s]"
    )
    length = np.where(rng.random(n) < 0.4, 0.0, rng.exponential(6 * 3600, n))
    return start, start + length.astype("m8[s]")


def ours() -> Callable[[], object]:
    from beatwise.hotspots.peaks.aoristic import aoristic_week

    return partial(aoristic_week, *world())


def peer() -> Callable[[], object]:
    start, end = world(PEER_INCIDENTS)
    return partial(plain_loop, start.astype(np.int64).tolist(), end.astype(np.int64).tolist())


def plain_loop(start: list[int], end: list[int]) -> list[float]:
    """Share each span among clock hours in plain Python, taking UTC for British time."""
    week = [0.0] * 168
    for first, last in zip(start, end, strict=True):
        if last - first > 86_400:
            continue
        last = max(last, first + 1)
        at = first
        while at < last:
            stop = min(last, at - at % 3600 + 3600)
            week[(at // 3600 + 72) % 168] += (stop - at) / (last - first)
            at = stop
    return week


def run() -> list[dict[str, Any]]:
    """Return the benchmark's row."""
    here = "benchmarks.aoristic"
    mine, theirs = alternate((here, "ours"), (here, "peer"), rounds=3, runs=5)
    scaled = theirs.median * INCIDENTS / PEER_INCIDENTS
    return [
        {
            "work": f"aoristic week, {INCIDENTS:,} incidents, clock-change exact",
            "ours": f"{mine.median:.3f} s",
            "peer": f"{scaled:.2f} s (plain loop, {PEER_INCIDENTS:,} incidents scaled, no clocks)",
            "ratio": scaled / mine.median,
            "memory_mb": mine.peak_mb,
            "target": f"≤ {SECONDS:g} s",
            "met": mine.median <= SECONDS,
            "note": f"first call {mine.first:.3f} s (loads the time zone's rules)",
        }
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
