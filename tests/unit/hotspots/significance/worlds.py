"""Cells in a circle, and tails counted the slow way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy import sparse


def ring(n: int) -> sparse.csr_array:
    """Cells in a circle, each next to two."""
    here = np.arange(n)
    rows, cols = np.concatenate([here, here]), np.concatenate([(here + 1) % n, (here - 1) % n])
    return sparse.csr_array((np.ones(2 * n, dtype=bool), (rows, cols)), shape=(n, n))


def slow_tail(pool: list[int], k: int, s: float) -> float:
    """Every way to pick k cells, counted one by one."""
    picks = [sum(pool[i] for i in pick) for pick in combinations(range(len(pool)), k)]
    return sum(total >= s for total in picks) / len(picks)
