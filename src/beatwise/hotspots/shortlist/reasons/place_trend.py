"""The trend of a place that was chosen, free of the choosing.

A place is chosen because it was busy in the months of choosing. Set beside earlier months it seems
to rise, for that alone: luck counted once as a level and once more as a rise. So the level of the
months of choosing and that of all others are fitted apart, and only the slope inside each counts;
choosing by a total says nothing of how the total lies over its months. The rest of the area is the
yardstick, which takes the season out, and the slope is drawn towards it as far as its noise asks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, stdtrit

from beatwise.estimate import Estimate
from beatwise.hotspots.shortlist.reasons.trend import FEWEST_INCIDENTS, FEWEST_MONTHS


USUAL_CHANGE = 0.17  # how much a busy place's share changes in a year: docs/methods/selection.md
WANDER_OF_SLOPE = 6 / 5  # variance of the slope fitted to a random walk, times years
UNIT = "% a year against the rest of the area"

Floats = NDArray[np.float64]


def place_trend(
    inside: NDArray[np.int64],
    area: NDArray[np.int64],
    months: NDArray[np.int64],
    choosing: NDArray[np.bool_],
    level: float = 0.95,
) -> Estimate | None:
    """Return the change a year in percent against the rest; None where there is too little.

    Logistic in calendar time for the place's part of the area's incidents, an intercept for the
    months of choosing and one for all others; variance inflated by Pearson's statistic (never
    deflated), plus that of the slope of a share that only wanders (a random walk); then shrunk
    towards no change. A busy place's share goes on by ``USUAL_CHANGE`` and wanders by as much in a
    year (standard deviations, log scale).

    Parameters
    ----------
    inside, area
        Incidents in the place and in its whole area, (months,), months with data only.
    months, choosing
        (months,) month numbers, and whether the place was chosen on each.
    """
    rest = area - inside
    if len(inside) < FEWEST_MONTHS or min(inside.sum(), rest.sum()) < FEWEST_INCIDENTS:
        return None
    design = _design(months, choosing)
    free = len(inside) - design.shape[1]
    if free < 2:
        return None
    beta, part, spread = _fitted(inside.astype(float), area.astype(float), design)
    if not np.isfinite(beta).all():
        return None
    expected = area * part * (1 - part)
    pearson = float(np.sum((inside - area * part) ** 2 / np.maximum(expected, 1e-12)))
    years = float(months[-1] - months[0] + 1) / 12
    wander = WANDER_OF_SLOPE * USUAL_CHANGE**2 / years
    variance = max(1.0, pearson / free) * float(spread[0, 0]) + wander
    pull = USUAL_CHANGE**2 / (USUAL_CHANGE**2 + variance)
    half = float(stdtrit(free, (1 + level) / 2)) * float(np.sqrt(pull * variance))
    low, value, high = (100 * float(np.expm1(pull * beta[0] + step)) for step in (-half, 0.0, half))
    return Estimate(value, low, high, level, int(inside.sum()), UNIT)


def _design(months: NDArray[np.int64], choosing: NDArray[np.bool_]) -> Floats:
    """Return (months, 2 or 3): years from the middle of each part, then a level for each part."""
    parts = [part for part in (choosing, ~choosing) if part.any()]
    years = np.zeros(len(months))
    for part in parts:
        years[part] = (months[part] - months[part].mean()) / 12
    return np.column_stack([years, *(part.astype(float) for part in parts)])


def _fitted(inside: Floats, area: Floats, design: Floats) -> tuple[Floats, Floats, Floats]:
    """Fit by iteratively reweighted least squares; return coefficients, parts and covariance."""
    start = (inside.sum() + 0.5) / (area.sum() + 1.0)
    beta = np.zeros(design.shape[1])
    beta[1:] = np.log(start / (1 - start))
    for _ in range(50):
        part = expit(np.clip(design @ beta, -20, 20))
        weight = area * part * (1 - part)
        information = design.T @ (weight[:, None] * design)
        step = np.linalg.lstsq(information, design.T @ (inside - area * part), rcond=None)[0]
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    part = expit(np.clip(design @ beta, -20, 20))
    information = design.T @ ((area * part * (1 - part))[:, None] * design)
    return beta, part, np.linalg.pinv(information)
