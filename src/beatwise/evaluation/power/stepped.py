"""How often a stepped design would find a true effect, by simulation.

Months of the areas' own levels, a common path and drift that sets in evenly over a year; their
gamma-Poisson counts are drawn by period, which loses nothing. Each simulated programme is judged
as the result will be: the start months dealt again, and the jackknife interval from six units on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from beatwise.evaluation.estimators.stepped.dealings import every_dealing, possible_dealings
from beatwise.evaluation.estimators.stepped.poisson_fit import fit_with_spread
from beatwise.evaluation.estimators.stepped.stepped_did import FEWEST_FOR_JACKKNIFE
from beatwise.evaluation.power.programme import Programme
from beatwise.evaluation.power.side_by_side import COMMON_PATH


MOST_LISTED = 2_600
BATCH = 250
CLOSE = 1e-9

Floats = NDArray[np.float64]


def stepped_power(
    programme: Programme,
    effect: float,
    ratio: float,
    drift: float,
    *,
    replications: int = 1000,
    permutations: int = 299,
    alpha: float = 0.05,
    seed: int = 1,
) -> float:
    """Return how often a true ``effect`` (per cent) is found; 0 gives the false alarms."""
    return stepped_powers(
        programme, (effect,), ratio, drift,
        replications=replications, permutations=permutations, alpha=alpha, seed=seed,
    )[0]  # fmt: skip


def stepped_powers(
    programme: Programme,
    effects: Sequence[float],
    ratio: float,
    drift: float,
    *,
    replications: int = 1000,
    permutations: int = 299,
    alpha: float = 0.05,
    seed: int = 1,
) -> tuple[float, ...]:
    """Return the same for several effects, on the same simulated levels and the same chances."""
    programme = programme.informative()
    start = programme.starts
    edges = np.array([0, *np.unique(start)])
    step = np.searchsorted(edges, start)
    on = (np.arange(len(edges)) >= step[:, None]).astype(float)
    dealt = _dealt(step, permutations, seed)
    discoveries = np.zeros(len(effects), dtype=np.int64)
    for first in range(0, replications, BATCH):
        number = min(BATCH, replications - first)
        level = _levels(programme, edges, drift, number, np.random.default_rng([seed, first]))
        for i, effect in enumerate(effects):
            mean = level * np.where(on > 0, 1 + effect / 100, 1.0)
            counts = _counts(mean, ratio, np.random.default_rng([seed, first, 1]))
            discoveries[i] += int(_called(counts, on, step, dealt, alpha).sum())
    return tuple(float(share) for share in discoveries / replications)


def _levels(
    programme: Programme,
    edges: NDArray[np.int64],
    drift: float,
    number: int,
    rng: np.random.Generator,
) -> Floats:
    """Return (programmes, areas, periods) means without patrols."""
    areas, months = len(programme.mean), programme.before + programme.after
    path = COMMON_PATH * rng.standard_normal((number, 1, months), dtype=np.float32)
    own = drift / 12**0.5 * rng.standard_normal((number, areas, months), dtype=np.float32)
    own += path
    np.cumsum(own, axis=2, out=own)
    np.exp(own, out=own)
    level: Floats = np.add.reduceat(own, edges, axis=2).astype(float)
    return programme.mean[:, None] * level


def _counts(mean: Floats, ratio: float, rng: np.random.Generator) -> Floats:
    if ratio > 1:
        mean = rng.gamma(np.maximum(mean, 1e-12) / (ratio - 1), ratio - 1)
    return rng.poisson(mean).astype(float)


def _dealt(step: NDArray[np.int64], permutations: int, seed: int) -> Floats:
    """Return (dealings, areas × periods): ones from each area's dealt period on.

    All dealings where they can be listed, else the one at hand and random ones.
    """
    if possible_dealings(step) <= MOST_LISTED:
        rows = every_dealing(step)
    else:
        rng = np.random.default_rng([seed, len(step)])
        orders = rng.random((permutations, len(step))).argsort(axis=1)
        rows = np.vstack([step[None, :], step[orders]])
    later = np.arange(step.max() + 1) >= rows[:, :, None]
    return later.reshape(len(rows), -1).astype(float)


def _called(
    counts: Floats, on: Floats, step: NDArray[np.int64], dealt: Floats, alpha: float
) -> NDArray[np.bool_]:
    """Return which programmes are called a change."""
    whole = np.maximum(counts.sum(axis=(1, 2)), 1e-12)[:, None, None]
    expected = counts.sum(axis=2)[:, :, None] * counts.sum(axis=1)[:, None, :] / whole
    flat = len(counts), -1
    score = dealt @ (counts - expected).reshape(flat).T
    score /= np.maximum(dealt @ expected.reshape(flat).T, 1e-12)
    mine = on.reshape(-1)
    observed = np.abs((counts - expected).reshape(flat) @ mine)
    observed /= np.maximum(expected.reshape(flat) @ mine, 1e-12)
    called: NDArray[np.bool_] = (np.abs(score) >= observed - CLOSE).mean(axis=0) <= alpha + 1e-12
    if len(step) < FEWEST_FOR_JACKKNIFE:
        return called
    at = np.flatnonzero(called)  # only these need an interval
    estimate, variance = fit_with_spread(counts[at], on)
    reach = student.ppf(1 - alpha / 2, len(step) - 1) * np.sqrt(variance)
    called[at] = np.abs(estimate) > reach  # a fit that was refused is not above anything
    return called
