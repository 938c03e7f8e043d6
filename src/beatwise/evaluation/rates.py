"""Two Poisson counts, and whether their rates are equal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import poisson

from beatwise.errors import BadInput


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
    Raises ``BadInput`` for negative counts or exposures that are not positive.
    """
    if k1 < 0 or k2 < 0 or not (n1 > 0 and n2 > 0):
        raise BadInput(
            f"counts {k1}, {k2} over exposures {n1}, {n2} cannot be compared.",
            next_step="Give counts of 0 or more and exposures above 0.",
        )
    if k1 + k2 == 0:
        return RatesTest(0.0, 0.0, 1.0)
    pooled = (k1 + k2) / (n1 + n2)
    first, second = _support(pooled * n1), _support(pooled * n2)
    observed = float(_distance(np.array([k1]), np.array([k2]), n1, n2)[0, 0])
    extreme = _distance(first, second, n1, n2) >= observed - 1e-9
    weights = np.outer(poisson.pmf(first, pooled * n1), poisson.pmf(second, pooled * n2))
    return RatesTest(
        estimate=k1 / n1 - k2 / n2,
        statistic=observed,
        p_value=float(min(1.0, weights[extreme].sum())),
    )


def _support(mean: float) -> np.ndarray:
    """Return the counts that hold all but 1e-14 of a Poisson's mass in each tail."""
    low, high = poisson.ppf([1e-14, 1 - 1e-14], mean)
    return np.arange(max(0.0, low), high + 2)


def _distance(first: np.ndarray, second: np.ndarray, n1: float, n2: float) -> np.ndarray:
    """Return |k1/n1 - k2/n2| over its standard error for every pair, 0 where both are 0."""
    difference = np.abs(first[:, None] / n1 - second[None, :] / n2)
    error = np.sqrt(first[:, None] / n1**2 + second[None, :] / n2**2)
    return np.divide(difference, error, out=np.zeros_like(difference), where=error > 0)
