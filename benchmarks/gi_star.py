"""Gi* of 99,856 cells, queen neighbours, half an event a cell: ours and esda's.

esda is warm (its first call, which compiles, is reported apart) and makes 999 permutations
for each cell. Ours is measured enumerated, with 999 permutations of counts, and with 99,999 of
weights that are not whole, the default. Each in fresh processes, in turn.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks._measure import Timing, alternate, join, timing
from benchmarks.soak_significance import queen_grid


HERE = "benchmarks.gi_star"
SIDE = 316
MEMORY_MB = 500


def counts() -> np.ndarray:
    return np.random.default_rng(1).poisson(0.5, SIDE * SIDE).astype(float)


def weights() -> np.ndarray:
    return counts() * np.random.default_rng(2).lognormal(0, 1, SIDE * SIDE)


def exact() -> Callable[[], object]:
    from beatwise.hotspots.significance import local_gi

    values, links = counts(), queen_grid(SIDE)
    return lambda: local_gi(values, links, method="exact")


def permuted() -> Callable[[], object]:
    from beatwise.hotspots.significance import local_gi

    values, links = counts(), queen_grid(SIDE)
    return lambda: local_gi(values, links, method="permutation", permutations=999)


def weighted() -> Callable[[], object]:
    from beatwise.hotspots.significance import local_gi

    values, links = weights(), queen_grid(SIDE)
    return lambda: local_gi(values, links)


def esda() -> Callable[[], object]:
    from esda.getisord import G_Local
    from libpysal.weights import lat2W

    values, links = counts(), lat2W(SIDE, SIDE, rook=False)
    return lambda: G_Local(
        values, links, transform="B", star=True, permutations=999, n_jobs=1, seed=1
    )


def run() -> list[dict]:
    """Return a row for each of ours, against the same runs of esda."""
    ours, peer = alternate((HERE, "exact"), (HERE, "esda"), rounds=2, runs=2)
    rows = [row("exact", "exact", ours, peer)]
    for work, name in (
        ("999 permutations", "permuted"),
        ("weights, 99,999 permutations", "weighted"),
    ):
        again = join([timing(HERE, name, runs=3) for _ in range(2)])
        rows.append(row(work, name, again, peer))
    return rows


def row(work: str, name: str, ours: Timing, peer: Timing) -> dict:
    ratio = peer.median / ours.median
    memory = ours.peak_mb or 0.0
    return {
        "work": f"Gi*, {SIDE * SIDE:,} cells, {work}",
        "ours": round(ours.median, 3),
        "peer": round(peer.median, 2),
        "ratio": round(ratio, 1),
        "memory_mb": round(memory),
        "target": f"≥ 10 × faster than esda warm, ≤ {MEMORY_MB} MB",
        "met": bool(ratio >= 10 and memory <= MEMORY_MB and ours.first < 10),
        "note": f"first call {ours.first:.2f} s; esda 999 permutations: first call "
        f"{peer.first:.0f} s, {peer.peak_mb or 0:.0f} MB",
    }


if __name__ == "__main__":
    for line in run():
        print(line)
