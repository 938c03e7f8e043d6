"""Poisson difference-in-differences of 35,000 areas × 48 months.

The peer is pyfixest's fepois, with one clustered error. It is measured in the same run where it is
installed (``pip install pyfixest``), in turn with ours; otherwise its published time stands in.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import numpy as np

from benchmarks._measure import alternate, timing


AREAS, MONTHS, TREATED, START = 35_000, 48, 3_000, 36
PUBLISHED = 2.58


def panel() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    counts = rng.poisson(rng.gamma(2, 1, (AREAS, 1)), (AREAS, MONTHS))
    return counts, np.arange(AREAS) < TREATED


def ours() -> Callable[[], object]:
    """Closed form with CR3 and Satterthwaite degrees of freedom."""
    from beatwise.evaluation import poisson_did

    counts, treated = panel()
    return lambda: poisson_did(counts, treated, START)


def peer() -> Callable[[], object]:
    """Two-way fixed-effects Poisson by iteration."""
    import pandas as pd
    import pyfixest

    counts, treated = panel()
    area, month = np.repeat(np.arange(AREAS), MONTHS), np.tile(np.arange(MONTHS), AREAS)
    rows = pd.DataFrame(
        {
            "y": counts.ravel(), "area": area, "month": month,
            "on": (treated[area] & (month >= START)).astype(float),
        }
    )  # fmt: skip
    return lambda: pyfixest.fepois("y ~ on | area + month", rows, vcov={"CRV1": "area"})


def run() -> list[dict]:
    """Return one row."""
    measured = find_spec("pyfixest") is not None
    if measured:
        took, other = alternate(
            ("benchmarks.did", "ours"), ("benchmarks.did", "peer"), rounds=2, runs=3
        )
        loop, said = other.median, (
            f"peer: pyfixest fepois in the same run, first call {other.first:.1f} s, "
            f"{other.peak_mb or 0:.0f} MB"
        )  # fmt: skip
    else:
        took = timing("benchmarks.did", "ours", runs=9)
        loop, said = PUBLISHED, "peer: pyfixest fepois, published run"
    return [
        {
            "work": "Poisson difference-in-differences with CR3, 35,000 areas × 48 months",
            "ours": took.median,
            "peer": loop,
            "ratio": loop / took.median,
            "memory_mb": took.peak_mb,
            "target": "≤ .05 s",
            "met": took.median <= 0.05,
            "note": f"first call {took.first:.3f} s; {said}",
        }
    ]
