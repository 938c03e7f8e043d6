"""Roughly, the smallest fall that a year's before and after could tell in one town alone.

Log of the ratio of two counts: variance φ·(1/before + 1/after), 5 % two-sided, 80 % power. φ is the
variance over the mean of the monthly series, the season and a steady trend not removed. Drift
between years is left out and makes the truth worse; a comparison group is left out too. The design
step works it out properly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


_Z = 1.959964 + 0.841621


@dataclass(frozen=True, slots=True)
class Learnable:
    """The smallest fall worth hoping to see.

    Parameters
    ----------
    fall
        As a share, 0 to 1; None when not even a fall of nine tenths could be told.
    a_month
        Incidents a month it rests on.
    dispersion
        Variance over mean of the monthly counts, at least 1.
    months
        Months before, and as many after.
    """

    fall: float | None
    a_month: float
    dispersion: float
    months: int


def learnable(counts: np.ndarray, months: int = 12) -> Learnable:
    """Return the detectable fall for monthly ``counts``, shape (m,), months with data only."""
    counts = np.asarray(counts, dtype=float)
    mean = float(counts.mean()) if len(counts) else 0.0
    spread = float(counts.var(ddof=1) / mean) if len(counts) > 2 and mean > 0 else 1.0
    dispersion = max(1.0, spread)
    falls = np.linspace(0.01, 0.90, 90)
    before = mean * months
    if before == 0:
        return Learnable(None, mean, dispersion, months)
    error = np.sqrt(dispersion * (1 / before + 1 / (before * (1 - falls))))
    detectable = np.flatnonzero(-np.log1p(-falls) >= _Z * error)
    fall = float(falls[detectable[0]]) if len(detectable) else None
    return Learnable(fall, mean, dispersion, months)
