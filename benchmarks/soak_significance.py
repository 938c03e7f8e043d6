"""Whether the local test keeps its word on pure Poisson noise: rejections, and maps with hot cells.

Full run: 500 maps of 100 × 100 cells at .1, .5 and 5 events a cell (and smaller maps), about
a minute. ``python benchmarks/soak_significance.py [maps]`` prints the table of
``docs/methods/significance.md``.
"""

from __future__ import annotations

import sys
import time

import numpy as np
from scipy import sparse

from beatwise.hotspots.significance import LocalSignificance, local_gi, q_values


EVENTS = (0.1, 0.5, 5.0)
NAMES = ("rejected", "randomised", "attainable", "clean_bh", "clean_by", "clean_tested_only")


def queen_grid(side: int) -> sparse.csr_array:
    """Queen neighbours of a side × side square grid."""
    line = sparse.diags_array(
        [np.ones(side - 1), np.ones(side), np.ones(side - 1)], offsets=[-1, 0, 1]
    )
    both = sparse.csr_array(sparse.kron(line, line))
    both.setdiag(0)
    both.eliminate_zeros()
    return both


def calibrate(
    events: float, side: int = 100, maps: int = 500, star: bool = True, seed: int = 0
) -> dict:
    """Test ``maps`` maps of pure noise; means over all cells, and shares of maps.

    Returns ``rejected`` (p ≤ .05, of all cells), ``randomised`` (the same for the randomised p),
    ``attainable`` (mean printed level), ``clean_bh`` and ``clean_by`` (maps without a cell of
    q ≤ .05), ``clean_tested_only`` (were the family only the cells with an event nearby).
    """
    rng = np.random.default_rng(seed)
    links = queen_grid(side)
    rows = [
        _kept(local_gi(rng.poisson(events, side * side), links, star=star, seed=number))
        for number in range(maps)
    ]
    means = np.asarray(rows, dtype=float).mean(axis=0).tolist()
    told = {"events": events, "side": side, "maps": maps, "star": star}
    return told | dict(zip(NAMES, means, strict=True))


def calibrate_weights(events: float, side: int = 100, maps: int = 200, seed: int = 0) -> dict:
    """As ``calibrate``, with each event carrying a skewed weight: Gi* by 99,999 permutations."""
    rng = np.random.default_rng(seed)
    links = queen_grid(side)
    rows = []
    for number in range(maps):
        counts = rng.poisson(events, side * side)
        cells = np.repeat(np.arange(side * side), counts)
        weights = np.bincount(cells, rng.lognormal(0, 1.5, len(cells)), side * side)
        rows.append(_kept(local_gi(weights, links, seed=number)))
    means = np.asarray(rows, dtype=float).mean(axis=0).tolist()
    return {"events": events, "side": side, "maps": maps} | dict(zip(NAMES, means, strict=True))


def _kept(found: LocalSignificance) -> tuple[float, ...]:
    by = q_values(found.p, "by")
    tested_only = q_values(found.p[found.tested])
    return (
        float((np.nan_to_num(found.p, nan=1.0) <= 0.05).mean()),
        float((np.nan_to_num(found.p_randomised, nan=1.0) <= 0.05).mean()),
        found.attainable_level,
        float(not found.hot().any()),
        float(not (np.nan_to_num(by, nan=1.0) <= 0.05).any()),
        float(not (tested_only <= 0.05).any()),
    )


def run(maps: int = 500) -> list[dict]:
    """Return one row for each statistic, map size and rate of events."""
    rows = []
    for star in (True, False):
        for side in (100, 50, 20):
            for events in EVENTS:
                began = time.perf_counter()
                got = calibrate(events, side, maps, star)
                name = f"{'Gi*' if star else 'Gi'} on noise, {events:g} a cell, {side}×{side}"
                rows.append(_row(f"{name}, {maps} maps", got, began))
    for events in EVENTS:
        began = time.perf_counter()
        got = calibrate_weights(events, maps=max(10, maps * 2 // 5))
        name = f"Gi* on weighted noise, {events:g} a cell, 100×100, {got['maps']} maps"
        rows.append(_row(name, got, began))
    return rows


def _row(work: str, got: dict, began: float) -> dict:
    met = got["rejected"] <= 0.055 and 0.045 <= got["randomised"] <= 0.055
    return {
        "work": work,
        "ours": round(time.perf_counter() - began, 2),
        "peer": None,
        "ratio": None,
        "memory_mb": None,
        "target": "rejected ≤ .055, randomised .045–.055, clean maps ≥ .93",
        "met": bool(met and got["clean_bh"] >= 0.93),
        "note": " ".join(f"{name} {got[name]:.4f}" for name in NAMES),
    }


if __name__ == "__main__":
    for row in run(int(sys.argv[1]) if len(sys.argv) > 1 else 500):
        print(row["work"], "|", row["note"], "|", "met" if row["met"] else "NOT MET", row["ours"])
