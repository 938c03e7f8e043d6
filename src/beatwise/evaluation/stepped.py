"""Poisson difference-in-differences for stepped starts, fitted by iteration.

The model is y_it ~ Poisson(a_i b_t exp(beta D_it)). Area and month factors are profiled out by
proportional fitting and beta by Newton steps on the profiled score. The spread is the jackknife
over areas (CR3's parent), because a closed CR3 no longer exists.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import Refused
from beatwise.evaluation.difference import PoissonDifference, with_interval
from beatwise.evaluation.panel_input import Panel


TOLERANCE = 1e-12
MOST_ROUNDS = 10_000


def fit_stepped(checked: Panel, alpha: float) -> PoissonDifference:
    """Return the fitted coefficient of being on patrol, with its jackknife interval."""
    months = np.arange(checked.counts.shape[1])
    on = (months[None, :] >= checked.start[:, None]).astype(float)
    estimate = fit(checked.counts, on)
    return with_interval(estimate, _jackknife(checked, on, estimate), checked, alpha, "iterative")


def fit(counts: NDArray[np.float64], on: NDArray[np.float64]) -> float:
    """Return beta of the two-way fixed-effects Poisson model.

    ``counts`` and ``on`` (1 while on patrol, else 0) are (areas, months). Areas and months without
    incidents carry no information and are left out. Refused where beta is not identified.
    """
    counts, on = _informative(counts, on)
    if not counts[on > 0].sum() or not counts[on == 0].sum():
        raise Refused(
            "No incident was counted in or out of patrol, so no rate ratio exists.",
            next_step="Pool more months or areas, as the protocol allows.",
        )
    beta = 0.0
    month = np.ones(counts.shape[1])
    for _ in range(200):
        mean, month = _profile(counts, np.exp(beta * on), month)
        residual_on = _residualise(on, mean)
        information = float((mean * residual_on**2).sum())
        if information < 1e-10:
            raise Refused(
                "The patrol effect cannot be told from months and areas in this design.",
                next_step="Add areas that are never patrolled, or start in different months.",
            )
        step = float((on * (counts - mean)).sum()) / information
        beta += float(np.clip(step, -2, 2))
        if abs(step) < 1e-11:
            return beta
    raise Refused("The stepped-start fit did not settle.", next_step="Pool months or areas.")


def _informative(
    counts: NDArray[np.float64], on: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    areas, months = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    return counts[np.ix_(areas, months)], on[np.ix_(areas, months)]


def _profile(
    counts: NDArray[np.float64], effect: NDArray[np.float64], month: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the fitted means with both margins matched, by iterative proportional fitting."""
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    for _ in range(MOST_ROUNDS):
        area = rows / (effect @ month)
        new = columns / (area @ effect)
        moved = float(np.abs(new / month - 1).max())
        month = new
        if moved < TOLERANCE:
            break
    area = rows / (effect @ month)
    return area[:, None] * effect * month[None, :], month


def _residualise(on: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``on`` less its mean-weighted area and month parts."""
    residual = on.copy()
    area_weight, month_weight = mean.sum(axis=1), mean.sum(axis=0)
    for _ in range(MOST_ROUNDS):
        by_area = (mean * residual).sum(axis=1) / area_weight
        residual -= by_area[:, None]
        by_month = (mean * residual).sum(axis=0) / month_weight
        residual -= by_month[None, :]
        if max(np.abs(by_area).max(), np.abs(by_month).max()) < TOLERANCE:
            break
    return residual


def _jackknife(
    checked: Panel, on: NDArray[np.float64], estimate: float
) -> tuple[float, float] | None:
    """Return the leave-one-area-out variance, with areas - 1 degrees of freedom."""
    areas = len(checked.treated)
    never = areas - int(checked.treated.sum())
    if checked.treated.sum() < 2 or (never < 2 and areas < 6):
        return None
    changes = []
    for left_out in range(areas):
        kept = np.arange(areas) != left_out
        try:
            changes.append(fit(checked.counts[kept], on[kept]) - estimate)
        except Refused:
            return None
    return float(np.square(changes).sum() * (areas - 1) / areas), float(areas - 1)
