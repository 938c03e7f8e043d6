"""A local rate test: more events than the neighbourhood's share of the exposure explains.

For cells of unequal area, or with a stated denominator (premises, footfall), random dealing of
counts to cells is the wrong chance. Here each event falls in proportion to exposure:

* rate unknown: given N events in all, the neighbourhood's total is Binomial(N, its share);
* rate known beforehand (last year's, the county's): its total is Poisson(rate × exposure).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.special import betainc, gammainc

from beatwise.errors import BadInput
from beatwise.hotspots.significance.discovery import Rule, q_values
from beatwise.hotspots.significance.local_test import LocalSignificance
from beatwise.hotspots.significance.statistic import neighbourhood


def local_rate(
    counts: np.ndarray,
    neighbours: csr_array,
    exposure: np.ndarray,
    *,
    rate: float | None = None,
    star: bool = True,
    alpha: float = 0.05,
    rule: Rule = "bh",
    seed: int = 0,
) -> LocalSignificance:
    """Test every neighbourhood's count against its exposure, exactly and one-sided.

    The test takes events to fall independently: clustered or repeated events (one shop that
    reports in batches) make it read more cells as hot than random dealing does.

    Parameters
    ----------
    counts
        Whole events a cell, (n,).
    neighbours
        (n, n) sparse adjacency.
    exposure
        Area in m², or another stated denominator, (n,), not negative, some of it positive.
    rate
        Events per unit of exposure, from outside these data; ``None`` shares out these events.
    star
        Whether a cell belongs to its own neighbourhood.
    alpha, rule, seed
        As in :func:`local_gi`.

    Raises
    ------
    BadInput
        Counts that are not whole, exposure that is negative, or events where there is none.
    """
    counts, exposure = np.asarray(counts, dtype=float), np.asarray(exposure, dtype=float)
    _check(counts, exposure)
    sums, sizes = neighbourhood(counts, neighbours, star=star)
    at_risk, _ = neighbourhood(exposure, neighbours, star=star)
    chance = _chance(counts, at_risk, exposure, rate)
    at_least, beyond = chance.at_least(sums), chance.at_least(sums + 1)
    tested = sums > 0  # which have exposure, too: no event falls where there is none
    p = np.where(tested, at_least, np.nan)
    coin = np.random.default_rng(seed).random(len(counts))
    shared = "its share of the exposure" if rate is None else f"a known rate of {rate:g}"
    return LocalSignificance(
        statistic="rate",
        null=f"events fall one by one in proportion to exposure, at {shared}.",
        method="exact",
        sums=sums,
        sizes=sizes,
        z=chance.standardise(sums),
        p=p,
        p_randomised=np.where(tested, beyond + coin * (at_least - beyond), np.nan),
        q=q_values(p, rule),
        tested=tested,
        levels=chance.attainable(alpha),
        alpha=alpha,
        rule=rule,
        family=len(counts),
        permutations=None,
        seed=seed,
    )


@dataclass(frozen=True, slots=True)
class _Binomial:
    """n events, each in the neighbourhood with probability ``share``, (cells,)."""

    n: int
    share: np.ndarray

    def at_least(self, s: np.ndarray) -> np.ndarray:
        most = max(self.n, 1)
        inside = np.clip(s, 1, most)
        tail = betainc(inside, np.maximum(self.n - inside + 1, 1), self.share)
        return np.where(s <= 0, 1.0, np.where(s > self.n, 0.0, tail))

    def standardise(self, s: np.ndarray) -> np.ndarray:
        return _standardised(s, self.n * self.share, self.n * self.share * (1 - self.share))

    def attainable(self, alpha: float) -> np.ndarray:
        return _attainable(self.at_least, np.full(self.share.shape, self.n + 1.0), alpha)


@dataclass(frozen=True, slots=True)
class _Poisson:
    """Poisson events with this mean, (cells,)."""

    mean: np.ndarray

    def at_least(self, s: np.ndarray) -> np.ndarray:
        return np.where(s <= 0, 1.0, gammainc(np.maximum(s, 1), self.mean))

    def standardise(self, s: np.ndarray) -> np.ndarray:
        return _standardised(s, self.mean, self.mean)

    def attainable(self, alpha: float) -> np.ndarray:
        return _attainable(self.at_least, 10 + self.mean + 12 * np.sqrt(self.mean), alpha)


def _chance(
    counts: np.ndarray, at_risk: np.ndarray, exposure: np.ndarray, rate: float | None
) -> _Binomial | _Poisson:
    if rate is not None:
        return _Poisson(rate * at_risk)
    return _Binomial(int(counts.sum()), np.clip(at_risk / exposure.sum(), 0.0, 1.0))


def _standardised(s: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    good = variance > 0
    return np.where(good, (s - mean) / np.sqrt(np.where(good, variance, 1.0)), np.nan)


def _attainable(
    at_least: Callable[[np.ndarray], np.ndarray], enough: np.ndarray, alpha: float
) -> np.ndarray:
    """P(X ≥ s) at the smallest s for which it is at most alpha, found by halving."""
    low, high = np.zeros(len(enough)), np.ceil(enough)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        small = at_least(middle) <= alpha
        high = np.where(small, middle, high)
        low = np.where(small, low, middle)
    return at_least(high)


def _check(counts: np.ndarray, exposure: np.ndarray) -> None:
    if counts.shape != exposure.shape or counts.ndim != 1:
        raise BadInput("Give one count and one exposure for each cell.")
    if not np.all(np.isfinite(counts) & (counts >= 0) & (counts == np.rint(counts))):
        raise BadInput("The rate test needs whole counts that are not negative.")
    if not np.all(np.isfinite(exposure) & (exposure >= 0)) or exposure.sum() <= 0:
        raise BadInput("Exposure must not be negative, and some of it must be positive.")
    if np.any((counts > 0) & (exposure == 0)):
        cell = int(np.flatnonzero((counts > 0) & (exposure == 0))[0])
        raise BadInput(f"Cell {cell} has events but no exposure.")
