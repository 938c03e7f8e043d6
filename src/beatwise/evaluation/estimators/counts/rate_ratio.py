"""Two Poisson counts, and whether their rates are equal."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, isfinite, log, sqrt

import numpy as np
from scipy.stats import norm, poisson

from beatwise.errors import BadInput, Refused


@dataclass(frozen=True, slots=True)
class RatesTest:
    """The e-test of two Poisson rates: ``estimate`` is the difference of rates, k1/n1 - k2/n2."""

    estimate: float
    statistic: float
    p_value: float


def e_test(k1: int, k2: int, n1: float = 1, n2: float = 1) -> RatesTest:
    """Return the two-sided e-test of equal Poisson rates (Krishnamoorthy & Thomson 2004).

    ``k1`` and ``k2`` are counts over exposures ``n1`` and ``n2``. The p-value is the probability,
    under two Poissons at the pooled rate, of every pair of counts at least as far apart.
    Raises ``BadInput`` for counts that are not whole or negative, or exposures that are not
    positive.
    """
    if not (_whole(k1) and _whole(k2) and 0 < n1 < inf and 0 < n2 < inf):
        raise BadInput(
            f"the counts {k1}, {k2} over exposures {n1}, {n2} cannot be compared.",
            next_step="Give whole counts of 0 or more and exposures above 0.",
        )
    if k1 + k2 == 0:
        return RatesTest(0.0, 0.0, 1.0)
    pooled = (k1 + k2) / (n1 + n2)
    first, second = _support(pooled * n1), _support(pooled * n2)
    observed = float(_distance(np.array([k1]), np.array([k2]), n1, n2)[0, 0])
    weights = poisson.pmf(first, pooled * n1), poisson.pmf(second, pooled * n2)
    probability = 0.0
    for rows in np.array_split(np.arange(len(first)), len(first) * len(second) // 4_000_000 + 1):
        extreme = _distance(first[rows], second, n1, n2) >= observed - 1e-9
        probability += float(weights[0][rows] @ (extreme @ weights[1]))
    return RatesTest(k1 / n1 - k2 / n2, observed, min(1.0, probability))


@dataclass(frozen=True, slots=True)
class RateRatio:
    """How the treated count changed over how the comparison count changed; 1 is no difference.

    ``standard_error`` is that of the logarithm. All suppose Poisson counts.
    """

    estimate: float
    standard_error: float
    interval: tuple[float, float]
    p_value: float
    alpha: float


def rate_ratio(
    treated: tuple[float, float], control: tuple[float, float], alpha: float = 0.05
) -> RateRatio:
    """Return (T1/T0) / (C1/C0) with its Poisson interval; each pair is (before, after).

    Raises ``Refused`` where a count is 0: the ratio is then undefined.
    """
    if not all(isfinite(count) and count >= 0 for count in (*treated, *control)):
        raise BadInput(
            f"the counts {tuple(treated)} and {tuple(control)} are not all numbers of 0 or more.",
            next_step="Give the count before and the count after.",
        )
    if not 0 < alpha < 1:
        raise BadInput(f"alpha {alpha} is not between 0 and 1.", next_step="Use 0.05 for 95 %.")
    if min(*treated, *control) <= 0:
        raise Refused(
            "The rate ratio is undefined: one of the four counts is 0.",
            next_step="Read the difference of counts instead.",
        )
    (t0, t1), (c0, c1) = treated, control
    change, error = log(t1 / t0) - log(c1 / c0), sqrt(1 / t0 + 1 / t1 + 1 / c0 + 1 / c1)
    reach = float(norm.ppf(1 - alpha / 2)) * error
    return RateRatio(
        estimate=exp(change),
        standard_error=error,
        interval=(exp(change - reach), exp(change + reach)),
        p_value=float(2 * norm.sf(abs(change) / error)),
        alpha=alpha,
    )


def _whole(count: float) -> bool:
    try:
        return bool(isfinite(count) and count >= 0 and count == int(count))
    except TypeError:
        return False


def _support(mean: float) -> np.ndarray:
    """Return the counts that hold all but 1e-14 of a Poisson's mass in each tail."""
    low, high = poisson.ppf([1e-14, 1 - 1e-14], mean)
    return np.arange(max(0.0, low), high + 2)


def _distance(first: np.ndarray, second: np.ndarray, n1: float, n2: float) -> np.ndarray:
    """Return |k1/n1 - k2/n2| over its standard error for every pair, 0 where both are 0."""
    difference = np.abs(first[:, None] / n1 - second[None, :] / n2)
    error = np.sqrt(first[:, None] / n1**2 + second[None, :] / n2**2)
    return np.divide(difference, error, out=np.zeros_like(difference), where=error > 0)
