"""The two-way Poisson model of stepped starts, fitted for many panels at once.

y_it ~ Poisson(a_i b_t exp(beta D_it)). Given an area's total its months are multinomial, so the
areas' factors fall out; months with the same areas on patrol share one D, and only their sum
tells of beta. What is left, a handful of period levels and beta, is found by Newton steps. This is
the maximum of the full model (McCullagh & Nelder 1989, 6.4), not an approximation of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


MOST_STEPS = 60
SETTLED = 1e-11
LEAST_INFORMATION = 1e-10
FURTHEST = 15.0  # a log rate ratio beyond this has run away

Floats = NDArray[np.float64]


def by_period(counts: Floats, on: Floats) -> tuple[Floats, Floats]:
    """Add up the months in which the same areas are on patrol.

    ``counts`` is (..., areas, months) and ``on`` (areas, months), 1 while on patrol; returns
    (..., areas, periods) and (areas, periods).
    """
    patterns, at = np.unique(on, axis=1, return_inverse=True)
    member = (np.arange(patterns.shape[1])[None, :] == np.ravel(at)[:, None]).astype(float)
    return counts @ member, patterns


def fit_many(counts: Floats, on: Floats, choices: Floats | None = None) -> Floats:
    """Return beta for each panel and each choice of areas; nan where it is not identified.

    Parameters
    ----------
    counts
        (panels, areas, periods).
    on
        (areas, periods), 1 while on patrol.
    choices
        (choices, areas), 1 where the area takes part; one choice, all areas, by default.

    Returns (panels, choices).
    """
    choices = np.ones((1, counts.shape[1])) if choices is None else choices
    of_choice = counts[:, None] * choices[:, :, None]  # (panels, choices, areas, periods)
    flat = of_choice.reshape(-1, *counts.shape[1:])
    return _settled(flat, on)[1].reshape(len(counts), len(choices))


def fit_with_spread(counts: Floats, on: Floats) -> tuple[Floats, Floats]:
    """Return each panel's beta and the variance of a one-step jackknife over its areas.

    ``counts`` is (panels, areas, periods). Leaving an area out takes its own part off the score
    and the information at the fit; one Newton step from there is all but the whole refit, at the
    cost of none. For simulated programmes; a result is jackknifed in full.
    """
    level, beta = _settled(counts, on)
    areas = len(on)
    there = counts.sum(axis=1) > 0
    safe = np.where(np.isfinite(beta), beta, 0.0)
    mean, share = _means(level, safe, there, counts.sum(axis=2), on)
    share_on = (share * on).sum(axis=2)
    size = level.shape[1] + 1
    own = np.empty((*mean.shape[:2], size, size))
    own[..., :-1, :-1] = -mean[..., :, None] * share[..., None, :]
    each = np.arange(size - 1)
    own[..., each, each] += mean
    own[..., :-1, -1] = own[..., -1, :-1] = mean * (on - share_on[..., None])
    own[..., -1, -1] = counts.sum(axis=2) * share_on * (1 - share_on)
    left = own.sum(axis=1, keepdims=True) - own
    left[..., :-1, :-1] += 1.0
    gone = counts.sum(axis=1, keepdims=True) - counts <= 0  # a period that only this area filled
    left[..., each, each] += gone
    left[..., -1, -1] += LEAST_INFORMATION
    score = np.empty((*mean.shape[:2], size))
    score[..., :-1] = np.where(gone, 0.0, counts - mean)
    score[..., -1] = ((counts - mean) * on).sum(axis=2)
    changes = np.linalg.solve(left, score[..., None])[..., -1, 0]
    return beta, np.square(changes).sum(axis=1) * (areas - 1) / areas


def _settled(counts: Floats, on: Floats) -> tuple[Floats, Floats]:
    """Return the period levels and beta of (panels, areas, periods); beta nan where refused."""
    columns, rows = counts.sum(axis=1), counts.sum(axis=2)
    there = columns > 0
    level = np.log(np.where(there, columns, 1.0))
    beta = np.zeros(len(counts))
    patrolled = (counts * on).sum(axis=(1, 2))
    open_ = (patrolled > 0) & (patrolled < columns.sum(axis=1))
    moving = open_.copy()
    for _ in range(MOST_STEPS):
        at = np.flatnonzero(moving)
        if not len(at):
            break
        step, information = _step(
            level[at], beta[at], there[at], rows[at], columns[at], patrolled[at], on
        )
        lost = information < LEAST_INFORMATION
        step[lost] = 0.0
        level[at] += step[:, :-1]
        beta[at] += step[:, -1]
        lost |= np.abs(beta[at]) > FURTHEST
        open_[at] &= ~lost
        moving[at] = ~lost & (np.abs(step).max(axis=1) >= SETTLED)
    return level, np.where(open_ & ~moving, beta, np.nan)


def _means(
    level: Floats, beta: Floats, there: NDArray[np.bool_], rows: Floats, on: Floats
) -> tuple[Floats, Floats]:
    """Return the fitted means, and each area's shares of its total, (n, areas, periods)."""
    weight = np.exp(level[:, None, :] + beta[:, None, None] * on) * there[:, None, :]
    share = weight / np.maximum(weight.sum(axis=2, keepdims=True), 1e-300)
    return rows[:, :, None] * share, share


def _step(
    level: Floats, beta: Floats, there: NDArray[np.bool_], rows: Floats, columns: Floats,
    patrolled: Floats, on: Floats,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Return the Newton step (n, periods + 1) and the information about beta (n,)."""
    mean, share = _means(level, beta, there, rows, on)
    share_on = (share * on).sum(axis=2)
    periods = level.shape[1]
    hessian = np.empty((len(level), periods + 1, periods + 1))
    hessian[:, :-1, :-1] = -np.matmul(mean.transpose(0, 2, 1), share)
    each = np.arange(periods)
    hessian[:, each, each] += mean.sum(axis=1)
    hessian[:, :-1, :-1] += 1.0  # levels are known up to one factor: this holds their sum
    hessian[:, each, each] += ~there
    mixed = ((on - share_on[:, :, None]) * mean).sum(axis=1)
    hessian[:, :-1, -1] = hessian[:, -1, :-1] = mixed
    hessian[:, -1, -1] = (rows * share_on * (1 - share_on)).sum(axis=1)
    score = np.empty((len(level), periods + 1))
    score[:, :-1] = np.where(there, columns - mean.sum(axis=1), 0.0)
    score[:, -1] = patrolled - (mean * on).sum(axis=(1, 2))
    inside = np.linalg.solve(hessian[:, :-1, :-1], mixed[:, :, None])[:, :, 0]
    information = hessian[:, -1, -1] - (mixed * inside).sum(axis=1)
    hessian[:, -1, -1] += np.where(information < LEAST_INFORMATION, 1.0, 0.0)
    step = np.linalg.solve(hessian, score[:, :, None])[:, :, 0]
    return np.clip(step, -2.0, 2.0), information
