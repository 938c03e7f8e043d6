"""The trend of a short monthly series, with an interval fit for over-dispersed counts."""

from __future__ import annotations

import numpy as np
from scipy.special import stdtrit

from beatwise.estimate import Estimate


FEWEST_MONTHS = 6
FEWEST_INCIDENTS = 20
_SEASON_MONTHS = 24


def trend(
    counts: np.ndarray,
    months: np.ndarray,
    level: float = 0.95,
    exposure: np.ndarray | None = None,
) -> Estimate | None:
    """Return the change a year in percent; None where there is too little to tell.

    Poisson log-linear in calendar time, with a yearly wave when there are at least 24 months;
    variance inflated by Pearson's statistic (never deflated), Student's t. McCullagh & Nelder
    (1989).

    Parameters
    ----------
    counts
        Incidents each month, shape (m,), only months that have data.
    months
        Month numbers, shape (m,); gaps are allowed.
    exposure
        What each month's count is a part of, above zero, shape (m,): a count of 9 with exposure
        0.9 stands for 10. All alike when not given.
    """
    counts, months = np.asarray(counts, float), np.asarray(months, float)
    if len(counts) < FEWEST_MONTHS or counts.sum() < FEWEST_INCIDENTS:
        return None
    design = _design(months)
    offset = np.zeros(len(counts)) if exposure is None else np.log(np.asarray(exposure, float))
    beta, mean, spread = _fitted(counts, design, offset)
    free = len(counts) - design.shape[1]
    if not np.isfinite(beta).all() or free < 2:
        return None
    inflation = max(1.0, float((((counts - mean) ** 2) / mean).sum() / free))
    half = float(stdtrit(free, (1 + level) / 2) * np.sqrt(inflation * spread[1, 1]))
    low, value, high = (100 * float(np.expm1(beta[1] + step)) for step in (-half, 0.0, half))
    return Estimate(value, low, high, level, int(counts.sum()), "% a year")


def _design(months: np.ndarray) -> np.ndarray:
    years = (months - months.mean()) / 12
    columns = [np.ones(len(months)), years]
    if len(months) >= _SEASON_MONTHS:
        turn = 2 * np.pi * (months % 12) / 12
        columns += [np.sin(turn), np.cos(turn)]
    return np.column_stack(columns)


def _fitted(
    counts: np.ndarray, design: np.ndarray, offset: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit by iteratively reweighted least squares; return coefficients, means and covariance."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(counts.mean()) - offset.mean()
    for _ in range(50):
        mean = np.exp(np.clip(design @ beta + offset, -20, 20))
        information = design.T @ (mean[:, None] * design)
        step = np.linalg.solve(information, design.T @ (counts - mean))
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    mean = np.exp(np.clip(design @ beta + offset, -20, 20))
    return beta, mean, np.linalg.inv(design.T @ (mean[:, None] * design))
