"""Permutation inference for stepped starts: deal the start months out again.

Under no effect the two-way Poisson means are known in closed form (row total × column total /
total), so the score for patrols of any dealing is a sum of residuals from each area's start on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation_result import (
    STEPS,
    WIDEST,
    PermutationTest,
    ends_of,
)
from beatwise.evaluation.estimators.stepped.dealings import dealings, smallest_dealt_p
from beatwise.evaluation.estimators.study_panel import Panel


CLOSE = 1e-12


def stepped_permutation_test(
    units: Panel, *, replications: int = 1999, seed: int = 1
) -> PermutationTest:
    """Return the test of no effect, dealing the start months out again over all units.

    The statistic is the score over its expected count, about a log rate ratio. Every dealing is
    used where there are at most 20,000, else ``replications`` drawn ones. Units that never had an
    incident keep their starts.
    """
    units = units.informative()
    counts = units.counts
    starts = np.where(units.treated, units.start, counts.shape[1])
    dealt, exact = dealings(starts, replications, seed)
    observed = float(_statistic(counts, starts[None, :])[0])
    placebo = _statistic(counts, dealt)
    extreme = int((np.abs(placebo) >= abs(observed) - CLOSE).sum())
    return PermutationTest(
        estimate=observed,
        p_value=extreme / len(dealt),
        smallest_p=smallest_dealt_p(starts, replications),
        assignments=len(dealt) if exact else replications,
        exact=exact,
        seed=seed,
        placebo=placebo if exact else placebo[1:],
    )


def stepped_interval(
    units: Panel,
    *,
    alpha: float = 0.05,
    replications: int = 1999,
    seed: int = 1,
) -> tuple[float | None, float | None]:
    """Return the log rate ratios that dealing again does not reject; None where there is no end.

    A supposed effect is taken out of the months on patrol, and the rest is tested for none. Units
    that never had an incident keep their starts.
    """
    units = units.informative()
    counts, months = units.counts, units.counts.shape[1]
    starts = np.where(units.treated, units.start, months)
    edges = np.array([0, *np.unique(starts[starts < months])])  # months between them share one D
    sums = np.add.reduceat(counts, edges, axis=1)
    dealt, _ = dealings(starts, replications, seed)
    mine, others = (_later(rows, edges) for rows in (starts[None, :], dealt))
    effects = np.linspace(-WIDEST, WIDEST, STEPS)
    cleared = sums * np.exp(-effects[:, None, None] * mine.reshape(sums.shape))
    whole = np.maximum(cleared.sum(axis=(1, 2)), 1e-12)[:, None, None]
    expected = cleared.sum(axis=2)[:, :, None] * cleared.sum(axis=1)[:, None, :] / whole
    excess, weight = ((v.reshape(STEPS, -1)) for v in (cleared - expected, expected))
    observed, placebo = (
        np.abs(excess @ rows.T) / np.maximum(weight @ rows.T, 1e-12) for rows in (mine, others)
    )
    return ends_of(effects, (placebo >= observed - CLOSE).mean(axis=1) > alpha)


def _later(starts: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return (dealings, areas × periods): ones from each area's start on."""
    on: NDArray[np.float64] = (edges >= starts[:, :, None]).astype(float)
    return on.reshape(len(starts), -1)


def _statistic(counts: NDArray[np.float64], dealt: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the score over its expected count for each row of (dealings, areas) starts."""
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / max(counts.sum(), 1e-12)
    score, weight = _from_start(counts - expected), _from_start(expected)
    rows = np.arange(len(counts))[None, :]
    ratio: NDArray[np.float64] = score[rows, dealt].sum(axis=1) / np.maximum(
        weight[rows, dealt].sum(axis=1), 1e-12
    )
    return ratio


def _from_start(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (areas, months + 1): the sum from each month to the end; 0 when never started."""
    summed = np.cumsum(values[:, ::-1], axis=1)[:, ::-1]
    return np.column_stack([summed, np.zeros(len(values))])
