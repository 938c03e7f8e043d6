"""Near repeat: 50,000 events with 5.2 million close pairs, 999 shuffles of the dates.

The peer is what an analyst writes by hand: scipy's KD-tree finds the pairs, numpy compares their
dates under each shuffle. It is timed on 20 shuffles and scaled to 999.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks._measure import alternate


EVENTS, PAIRS, SHUFFLES, PEER_SHUFFLES = 50_000, 5_242_803, 999, 20
DISTANCE_M, DAYS = 100.0, 7
SECONDS, FIRST_SECONDS, MEMORY_MB = 4.0, 10.0, 400.0
FIRST_CALL = """
import time
from benchmarks.knox import world
events = world(1_000)
from beatwise.hotspots.near_repeat import near_repeat
started = time.perf_counter()
near_repeat(*events, distance_limits=[100.0], day_limits=[7], permutations=1)
print(time.perf_counter() - started)
"""


def world(n: int = EVENTS) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scatter events evenly in a square that gives the stated number of close pairs, in a year."""
    rng = np.random.default_rng(17)
    side = DISTANCE_M * np.sqrt(np.pi * n * (n - 1) / 2 / PAIRS)
    x, y = rng.uniform(0, side, (2, n))
    return x, y, rng.integers(0, 365, n)


def ours() -> Callable[[], object]:
    from beatwise.hotspots.near_repeats.knox import near_repeat

    return partial(
        near_repeat, *world(), distance_limits=[DISTANCE_M], day_limits=[DAYS],
        permutations=SHUFFLES, seed=1,
    )  # fmt: skip


def peer() -> Callable[[], object]:
    return partial(kd_tree, *world(), PEER_SHUFFLES)


def kd_tree(x: np.ndarray, y: np.ndarray, days: np.ndarray, shuffles: int) -> np.ndarray:
    """Count close pairs under each shuffle from a list of pairs; the observed dating first."""
    from scipy.spatial import cKDTree

    one, other = cKDTree(np.c_[x, y]).query_pairs(DISTANCE_M, output_type="ndarray").T
    rng, counts = np.random.default_rng(1), []
    for shuffle in range(shuffles + 1):
        dated = rng.permutation(days) if shuffle else days
        counts.append(np.count_nonzero(np.abs(dated[one] - dated[other]) < DAYS))
    return np.array(counts)


def first_call() -> float:
    """Time the first call after an install: nothing compiled is kept yet."""
    with tempfile.TemporaryDirectory() as empty:
        environment = {**os.environ, "NUMBA_CACHE_DIR": empty}
        done = subprocess.run(
            [sys.executable, "-c", FIRST_CALL],
            capture_output=True, text=True, check=True, timeout=120, env=environment,
        )  # fmt: skip
    return float(done.stdout)


def run() -> list[dict[str, Any]]:
    """Return the benchmark's rows."""
    here = "benchmarks.knox"
    mine, theirs = alternate((here, "ours"), (here, "peer"), rounds=2, runs=2)
    scaled = theirs.median * (SHUFFLES + 1) / (PEER_SHUFFLES + 1)
    fresh = first_call()
    pairs = f"{EVENTS:,} events, {PAIRS / 1e6:.1f}M close pairs, {SHUFFLES} shuffles"
    return [
        {
            "work": f"near repeat, {pairs}",
            "ours": f"{mine.median:.2f} s",
            "peer": f"{scaled:.0f} s (KD-tree and numpy, {PEER_SHUFFLES} shuffles scaled)",
            "ratio": scaled / mine.median,
            "memory_mb": mine.peak_mb,
            "target": f"≤ {SECONDS:g} s, ≤ {MEMORY_MB:g} MB",
            "met": mine.median <= SECONDS and (mine.peak_mb or 0) <= MEMORY_MB,
            "note": f"first call in a process {mine.first:.2f} s; the peer's memory "
            f"{theirs.peak_mb or 0:.0f} MB",
        },
        {
            "work": "near repeat, first call after an install (compiles)",
            "ours": f"{fresh:.2f} s",
            "target": f"≤ {FIRST_SECONDS:g} s",
            "met": fresh <= FIRST_SECONDS,
            "note": "1,000 events, nothing compiled kept",
        },
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
