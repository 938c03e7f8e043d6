"""False discovery rates over a map of p-values."""

from __future__ import annotations

from typing import Literal

import numpy as np


Rule = Literal["bh", "by"]


def q_values(p: np.ndarray, rule: Rule = "bh") -> np.ndarray:
    """Adjust p-values for having looked at every cell.

    Parameters
    ----------
    p
        One p-value for each cell of the family, (m,). ``nan`` marks a cell that was looked at
        but held nothing to test: it counts in the family as p = 1 and its q stays ``nan``.
        Leaving such cells out of the family would let the data choose its size.
    rule
        ``bh``: Benjamini & Hochberg (1995), right under the positive dependence of overlapping
        neighbourhood sums; ``by``: Benjamini & Yekutieli (2001), right under any dependence.
    """
    p = np.asarray(p, dtype=float)
    m = len(p)
    filled = np.where(np.isnan(p), 1.0, p)
    order = np.argsort(filled, kind="stable")
    factor = m * _harmonic(m) if rule == "by" else float(m)
    stepped = filled[order] * factor / np.arange(1, m + 1)
    adjusted = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    q = np.empty(m)
    q[order] = adjusted
    q[np.isnan(p)] = np.nan
    return q


def _harmonic(m: int) -> float:
    return float((1.0 / np.arange(1, m + 1)).sum())
