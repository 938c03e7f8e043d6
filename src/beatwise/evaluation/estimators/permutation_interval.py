"""An interval from relabelling alone: every effect that the permutation test does not reject.

For few treated units CR3 does not keep its promise. The assumed effect is taken out of the treated
units' months after, and the test asks whether what is left looks like chance. Where so few
assignments exist that no effect can be rejected, the interval has no end on that side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    log_ratio_statistic,
    possible_assignments,
    random_assignments,
)
from beatwise.evaluation.estimators.permutation_result import MOST_ENUMERATED


WIDEST = 3.0  # log rate ratio: a fall of 95 % or twenty times as many
STEPS = 241


def inverted_interval(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    treated: NDArray[np.bool_],
    blocks: NDArray[np.int64],
    *,
    alpha: float = 0.05,
    replications: int = 1999,
    seed: int = 1,
) -> tuple[float | None, float | None]:
    """Return the log rate ratios at the ends of the interval; None where it has no end.

    ``before``, ``after``, ``treated`` and ``blocks`` are (units,).
    """
    if possible_assignments(treated, blocks) <= MOST_ENUMERATED:
        labels = every_assignment(treated, blocks)
    else:
        drawn = random_assignments(treated, blocks, replications, seed)
        labels = np.vstack([treated[None, :], drawn])
    effects = np.linspace(-WIDEST, WIDEST, STEPS)
    kept = np.array([_p(before, after, treated, labels, effect) > alpha for effect in effects])
    if not kept.any():
        return None, None
    inside = np.flatnonzero(kept)
    low = None if inside[0] == 0 else float(effects[inside[0]])
    high = None if inside[-1] == STEPS - 1 else float(effects[inside[-1]])
    return low, high


def _p(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    treated: NDArray[np.bool_],
    labels: NDArray[np.bool_],
    effect: float,
) -> float:
    cleared = np.where(treated, after / np.exp(effect), after)
    observed = abs(float(log_ratio_statistic(treated[None, :], before, cleared)[0]))
    placebo = np.abs(log_ratio_statistic(labels, before, cleared))
    return float((placebo >= observed - 1e-12).mean())
