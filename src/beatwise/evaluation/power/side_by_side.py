"""What a design can detect, by simulation from the areas' own levels and noise.

Only each area's total before and after matters to the estimator, so two numbers are drawn for each
area and replication. Independent months of gamma-Poisson counts with one variance ratio v add up
to gamma-Poisson with the same v: a sum of mean m is negative binomial with size m / (v - 1) and
success probability 1 / v. Each replication is then tested exactly as the result will be: the
permutation p within the blocks of the draw, and CR3 where enough areas are treated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from beatwise.errors import BadInput
from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    possible_assignments,
    random_assignments,
)
from beatwise.evaluation.estimators.rate_ratio_result import FEWEST_TREATED_FOR_CR3
from beatwise.evaluation.power.programme import Programme


MOST_LISTED = 300
COMMON_PATH = 0.03  # a month's step of the level that all areas share, on the log scale


@dataclass(frozen=True, slots=True)
class Power:
    """The share of simulated programmes that each rule calls a change.

    ``verdict`` needs both the permutation p and, where CR3 is the default, its interval: the rule
    that the result is judged by. ``coverage`` is CR3's interval around the true effect.
    """

    permutation: float
    cr3: float | None
    verdict: float
    coverage: float | None
    replications: int


def simulate_totals(
    programme: Programme,
    effect: float,
    variance_ratio: float,
    drift: float,
    replications: int,
    rng: np.random.Generator,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return (areas, replications) totals before and after; ``effect`` in per cent, -20 a fall."""
    areas = len(programme.mean)
    steps = rng.normal(0, COMMON_PATH, (programme.before + programme.after, replications))
    level = np.exp(np.cumsum(steps, axis=0))
    factor = np.exp(drift * rng.standard_normal((areas, replications)))
    factor[programme.treated] *= 1 + effect / 100
    first = programme.mean[:, None] * level[: programme.before].sum(axis=0)
    second = programme.mean[:, None] * factor * level[programme.before :].sum(axis=0)
    return _counts(first, variance_ratio, rng), _counts(second, variance_ratio, rng)


def _counts(
    mean: NDArray[np.float64], ratio: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    if ratio <= 1:
        return rng.poisson(mean).astype(float)
    size = np.maximum(mean, 1e-12) / (ratio - 1)
    return rng.poisson(rng.gamma(size, ratio - 1)).astype(float)


def power(
    programme: Programme,
    effect: float,
    *,
    variance_ratio: float,
    drift: float,
    replications: int = 1000,
    permutations: int = 299,
    alpha: float = 0.05,
    seed: int = 1,
) -> Power:
    """Return how often a true ``effect`` (per cent) would be found; 0 gives the false alarms."""
    programme = programme.informative()
    rng = np.random.default_rng(seed)
    before, after = simulate_totals(programme, effect, variance_ratio, drift, replications, rng)
    rejected = permutation_p(programme, before, after, permutations, seed) <= alpha + 1e-12
    if programme.treated.sum() < FEWEST_TREATED_FOR_CR3:
        share = float(rejected.mean())
        return Power(share, None, share, None, replications)
    estimate, reach = cr3_many(before, after, programme.treated, alpha)
    excludes = np.abs(estimate) > reach
    covers = np.abs(estimate - np.log1p(effect / 100)) <= reach
    return Power(
        permutation=float(rejected.mean()),
        cr3=float(excludes.mean()),
        verdict=float((rejected & excludes).mean()),
        coverage=float(covers.mean()),
        replications=replications,
    )


def permutation_p(
    programme: Programme,
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    permutations: int,
    seed: int,
) -> NDArray[np.float64]:
    """Return each replication's two-sided permutation p, relabelled as the areas were drawn."""
    exact = possible_assignments(programme.treated, programme.blocks) <= max(
        MOST_LISTED, permutations
    )
    if exact:
        relabelled = every_assignment(programme.treated, programme.blocks)
    else:
        relabelled = random_assignments(programme.treated, programme.blocks, permutations, seed)
    observed = np.abs(_statistic(programme.treated[None, :].astype(float), before, after)[0])
    extreme = (np.abs(_statistic(relabelled.astype(float), before, after)) >= observed - 1e-9).sum(
        axis=0
    )
    result: NDArray[np.float64] = (
        extreme / len(relabelled) if exact else (extreme + 1) / (len(relabelled) + 1)
    )
    return result


def _statistic(
    labels: NDArray[np.float64], before: NDArray[np.float64], after: NDArray[np.float64]
) -> NDArray[np.float64]:
    t0, t1 = labels @ before, labels @ after
    c0, c1 = before.sum(axis=0) - t0, after.sum(axis=0) - t1
    t0 += 0.5
    t1 += 0.5
    c0 += 0.5
    c1 += 0.5
    np.multiply(t1, c0, out=t1)
    np.multiply(t0, c1, out=t0)
    result: NDArray[np.float64] = np.log(np.divide(t1, t0, out=t1), out=t1)
    return result


def cr3_many(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    treated: NDArray[np.bool_],
    alpha: float = 0.05,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return log rate ratios and half-widths of their CR3 intervals, one for each replication.

    Undefined ratios have an infinite half-width.
    """
    variance, freedom, log_ratio = [], [], []
    with np.errstate(divide="ignore", invalid="ignore"):
        for side in (treated, ~treated):
            total = before[side] + after[side]
            whole = total.sum(axis=0)
            share = after[side].sum(axis=0) / whole
            score = (after[side] - total * share) / (1 - total / whole)
            variance.append(np.square(score).sum(axis=0) / (whole * share * (1 - share)) ** 2)
            freedom.append(np.maximum(np.count_nonzero(total, axis=0) - 1, 1))
            log_ratio.append(np.log(share / (1 - share)))
        spread = variance[0] + variance[1]
        df = spread**2 / (variance[0] ** 2 / freedom[0] + variance[1] ** 2 / freedom[1])
        reach = student.ppf(1 - alpha / 2, np.maximum(df, 1)) * np.sqrt(spread)
        change = log_ratio[0] - log_ratio[1]
    estimate = np.nan_to_num(change, nan=0.0, posinf=0.0, neginf=0.0)
    return estimate, np.where(np.isfinite(reach), reach, np.inf)


def check_effect(effect: float) -> None:
    """Raise ``BadInput`` for an effect that is no change in per cent."""
    if not -100 < effect < 1000 or effect == 0:
        raise BadInput(
            f"an effect of {effect:g} % cannot be looked for.",
            next_step="Write a fall of a fifth as -20.",
        )
