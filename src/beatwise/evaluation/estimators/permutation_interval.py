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
from beatwise.evaluation.estimators.permutation_result import (
    MOST_ENUMERATED,
    STEPS,
    WIDEST,
    ends_of,
)
from beatwise.evaluation.estimators.study_panel import Panel


def inverted_interval(
    units: Panel,
    *,
    alpha: float = 0.05,
    replications: int = 1999,
    seed: int = 1,
) -> tuple[float | None, float | None]:
    """Return the log rate ratios at the ends of the interval; None where it has no end.

    Units are relabelled within their blocks, and compared before and after ``first``; those that
    never had an incident keep their roles.
    """
    units = units.informative()
    treated, blocks = units.treated, units.blocks
    if possible_assignments(treated, blocks) <= MOST_ENUMERATED:
        labels = every_assignment(treated, blocks)
    else:
        relabelled = random_assignments(treated, blocks, replications, seed)
        labels = np.vstack([treated[None, :], relabelled])
    effects = np.linspace(-WIDEST, WIDEST, STEPS)
    p_values = np.array([_p(units, labels, effect) for effect in effects])
    return ends_of(effects, p_values > alpha)


def _p(units: Panel, labels: NDArray[np.bool_], effect: float) -> float:
    before, after, treated = units.before, units.after, units.treated
    cleared = np.where(treated, after / np.exp(effect), after)
    observed = abs(float(log_ratio_statistic(treated[None, :], before, cleared)[0]))
    placebo = np.abs(log_ratio_statistic(labels, before, cleared))
    return float((placebo >= observed - 1e-12).mean())
