"""Permutation inference for stepped starts: deal the start months out again.

Under no effect the two-way Poisson means are known in closed form (row total × column total /
total), so the score for patrols of any dealing is a sum of residuals from each area's start on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.permutation_result import PermutationTest


def stepped_permutation_test(
    counts: NDArray[np.float64],
    treated: NDArray[np.bool_],
    start: NDArray[np.int64],
    *,
    replications: int = 1999,
    seed: int = 1,
) -> PermutationTest:
    """Return the test of no effect, dealing (treated, start) out again over all areas.

    ``counts`` is (areas, months), ``start`` (areas,) the first treated column. The statistic is the
    score over its expected count, about a log rate ratio.
    """
    months = counts.shape[1]
    starts = np.where(treated, start, months)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-12)
    score, weight = _from_start(counts - expected), _from_start(expected)
    rng = np.random.default_rng(seed)
    orders = np.argsort(rng.random((replications, len(starts))), axis=1)
    dealt = np.vstack([starts[None, :], starts[orders]])
    rows = np.arange(len(starts))[None, :]
    statistic = score[rows, dealt].sum(axis=1) / np.maximum(weight[rows, dealt].sum(axis=1), 1e-12)
    placebo = statistic[1:]
    extreme = int((np.abs(placebo) >= abs(statistic[0]) - 1e-12).sum())
    return PermutationTest(
        estimate=float(statistic[0]),
        p_value=(extreme + 1) / (replications + 1),
        smallest_p=1 / (replications + 1),
        assignments=replications,
        exact=False,
        seed=seed,
        placebo=placebo,
    )


def _from_start(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (areas, months + 1): the sum from each month to the end; 0 when never started."""
    summed = np.cumsum(values[:, ::-1], axis=1)[:, ::-1]
    return np.column_stack([summed, np.zeros(len(values))])
