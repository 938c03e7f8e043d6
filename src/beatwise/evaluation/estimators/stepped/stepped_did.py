"""Poisson difference-in-differences for stepped starts, fitted by iteration.

The model is y_it ~ Poisson(a_i b_t exp(beta D_it)). The spread is the jackknife over areas (CR3's
parent), because a closed CR3 no longer exists.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import Refused
from beatwise.evaluation.estimators.rate_ratio_result import (
    PoissonDifference,
    Spread,
    with_interval,
)
from beatwise.evaluation.estimators.stepped.poisson_fit import by_period, fit_many
from beatwise.evaluation.estimators.study_panel import Panel


FEWEST_FOR_JACKKNIFE = 6


def fit_stepped(units: Panel, alpha: float) -> PoissonDifference:
    """Return the fitted coefficient of being on patrol, with its jackknife interval.

    Refused where the coefficient is not identified.
    """
    months = np.arange(units.counts.shape[1])
    on = (months[None, :] >= units.start[:, None]).astype(float)
    estimate = fit(units.counts, on)
    return with_interval(estimate, _jackknife(units, on, estimate), units, alpha, "iterative")


def fit(counts: NDArray[np.float64], on: NDArray[np.float64]) -> float:
    """Return beta of the two-way fixed-effects Poisson model.

    ``counts`` and ``on`` (1 while on patrol, else 0) are (areas, months). Areas and months without
    incidents carry no information. Refused where beta is not identified.
    """
    if not counts[on > 0].sum() or not counts[on == 0].sum():
        raise Refused(
            "No incident was counted in or out of patrol, so no rate ratio exists.",
            next_step="Pool more months or areas, as the protocol allows.",
        )
    sums, pattern = by_period(counts, on)
    [[beta]] = fit_many(sums[None], pattern)
    if not np.isfinite(beta):
        raise Refused(
            "The patrol effect cannot be distinguished from months and areas in this design.",
            next_step="Add areas that are never patrolled, or start in different months.",
        )
    return float(beta)


def jackknife(
    sums: NDArray[np.float64], pattern: NDArray[np.float64], estimate: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the leave-one-area-out variance of each panel, nan where one fit is refused.

    ``sums`` is (panels, areas, periods), ``pattern`` (areas, periods), ``estimate`` (panels,).
    """
    areas = len(pattern)
    changes = fit_many(sums, pattern, 1.0 - np.eye(areas)) - estimate[:, None]
    variance: NDArray[np.float64] = np.square(changes).sum(axis=1) * (areas - 1) / areas
    return variance


def _jackknife(units: Panel, on: NDArray[np.float64], estimate: float) -> Spread | None:
    """Return the leave-one-area-out variance, with areas - 1 degrees of freedom."""
    areas = len(units.treated)
    never = areas - int(units.treated.sum())
    if units.treated.sum() < 2 or (never < 2 and areas < FEWEST_FOR_JACKKNIFE):
        return None
    sums, pattern = by_period(units.counts, on)
    [variance] = jackknife(sums[None], pattern, np.array([estimate]))
    return Spread(float(variance), float(areas - 1)) if np.isfinite(variance) else None
