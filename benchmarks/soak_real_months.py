"""Whether the inference keeps its word on real months in which nobody tried anything.

Hot LSOAs of Leicestershire, Derbyshire and Warwickshire, chosen on January and February 2025; a
programme is pretended from September 2025 in areas drawn by lot. 2,000 draws a row, with WDD's own
rate beside. Needs ``BEATWISE_REAL_DATA``. ``python -m benchmarks.soak_real_months`` prints the
table. Draws from one pool overlap, and there may have been programmes that we do not know of.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import time
from collections import Counter
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import cr3_many, permutation_p
from benchmarks._rows import command, resumed


HERE = Path(__file__).parents[1]
DATA = Path(os.environ.get("BEATWISE_REAL_DATA", HERE.parent / "shared" / "data"))
FORCES = ("leicestershire", "derbyshire", "warwickshire")
TYPES = ("Anti-social behaviour", "Shoplifting", "Violence and sexual offences",
         "Criminal damage and arson")  # fmt: skip
CHOSEN, BEFORE, AFTER = slice(0, 2), slice(2, 8), slice(8, 12)


@cache
def panels() -> dict[str, np.ndarray]:
    """Return crime type → (LSOAs, 12 months of 2025) counts."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for force in FORCES:
        for file in sorted((DATA / "police_uk_street" / force).glob("*2025-*")):
            packed = file.read_bytes()
            text = (gzip.decompress(packed) if file.suffix == ".gz" else packed).decode()
            for row in csv.DictReader(io.StringIO(text)):
                if row["LSOA code"] and row["Crime type"] in TYPES:
                    month = int(row["Month"][-2:]) - 1
                    counts[row["Crime type"], row["LSOA code"], month] += 1
    found = {}
    for kind in TYPES:
        codes = sorted({code for k, code, _ in counts if k == kind})
        found[kind] = np.array(
            [[counts[kind, code, month] for month in range(12)] for code in codes], dtype=float
        )
    return found


def rates(
    kind: str, share: float, treated: int, comparison: int, draws: int, seed: int = 1
) -> dict[str, float]:
    """Return how often each rule calls a change where there was none to find."""
    counts = panels()[kind]
    hot = counts[np.argsort(-counts[:, CHOSEN].sum(axis=1))[: int(share * len(counts))]]
    rng = np.random.default_rng(seed)
    areas = treated + comparison
    picked = rng.random((draws, len(hot))).argsort(axis=1)[:, :areas]
    before, after = hot[:, BEFORE].sum(axis=1)[picked].T, hot[:, AFTER].sum(axis=1)[picked].T
    mask = np.arange(areas) < treated
    made = Programme(hot.mean(axis=1)[:areas], mask, np.zeros(areas, np.int64), 6, 4)
    p = permutation_p(made, before, after, 299, seed)
    f, g = 4 / 6, treated / comparison
    change = after - f * before
    wdd = change[mask].sum(axis=0) - g * change[~mask].sum(axis=0)
    poisson = (after[mask] + f**2 * before[mask]).sum(axis=0) + g**2 * (
        after[~mask] + f**2 * before[~mask]
    ).sum(axis=0)
    found = {
        "mean a month": float(hot[:, 2:].mean()),
        "permutation": float((p <= 0.05 + 1e-12).mean()),
        "WDD": float((np.abs(wdd) > 1.96 * np.sqrt(poisson)).mean()),
    }
    if treated >= 6:
        estimate, reach = cr3_many(before, after, mask)
        found["CR3"] = float((np.abs(estimate) > reach).mean())
    return found


def measured(case: tuple[str, float, int, int], draws: int) -> dict[str, Any]:
    """Return what one crime, pool and design gave."""
    began = time.perf_counter()
    got = rates(*case, draws)
    return {
        "ours": round(time.perf_counter() - began, 2),
        "target": "permutation .022–.07",
        "met": 0.022 <= got["permutation"] <= 0.07,
        "note": ", ".join(f"{k} {v:.3f}" for k, v in got.items()),
    }


def run(draws: int = 2000, cluster: str | None = None) -> list[dict[str, Any]]:
    """Return one row for each crime, pool and design, however the work is spread."""
    cases = [
        (
            (
                f"real 2025 months, {kind}, top {share:.0%} LSOAs, {treated} v {comparison}, "
                f"{draws} draws"
            ),
            (kind, share, treated, comparison),
        )
        for kind in TYPES
        for share in (0.2, 0.05)
        for treated, comparison in ((12, 12), (7, 7), (3, 7))
    ]
    return resumed("soak_real_months", cases, draws, partial(measured, draws=draws), cluster)


if __name__ == "__main__":
    command("soak_real_months", 2000)
