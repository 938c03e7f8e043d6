"""How far events gather in few places, against what chance alone would gather.

With fewer events than places most places are empty however evenly events fall, so the ordinary
Gini is high for nothing. Two remedies, both printed: the generalised Gini of Bernasco & Steenbeek
(2017), which compares with the evenest spread that so many events allow, and a baseline of events
thrown at random over the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.errors import BadInput


FRACTIONS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The same figures when the events fall at random: means and the middle 95 % of the draws.

    ``event_shares*`` follow ``Concentration.fractions``; ``gini_*`` are of the generalised Gini.
    """

    event_shares: np.ndarray
    event_shares_low: np.ndarray
    event_shares_high: np.ndarray
    gini: float
    gini_low: float
    gini_high: float
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How events gather in places.

    Parameters
    ----------
    events, places, occupied
        Whole counts; ``occupied`` places hold at least one event.
    fractions, event_shares
        Shares of places, fullest first, and the share of events they hold (the last place taken
        in part when the share does not end on a whole one).
    half, quarter
        The smallest share of places that holds at least 50 % and 25 % of events (Weisburd 2015).
    gini, generalised_gini
        0 even, towards 1 all in one place.
    baseline
        What chance gives.
    """

    events: int
    places: int
    occupied: int
    fractions: np.ndarray
    event_shares: np.ndarray
    half: float
    quarter: float
    gini: float
    generalised_gini: float
    baseline: Baseline

    @property
    def beyond_chance(self) -> bool:
        """Whether events gather more than in the middle 95 % of random draws."""
        return self.generalised_gini > self.baseline.gini_high


def concentration(
    counts: np.ndarray,
    *,
    fractions: Sequence[float] = FRACTIONS,
    exposure: np.ndarray | None = None,
    draws: int = 199,
    seed: int = 0,
) -> Concentration:
    """Measure concentration over all places, the empty ones included.

    Parameters
    ----------
    counts
        Whole events a place, (n,). Leaving out empty places changes every figure here.
    fractions
        Shares of places to report, 0 to 1.
    exposure
        Area or another denominator, (n,): chance throws events in proportion to it. Evenly when
        ``None``.
    draws, seed
        Random maps behind the baseline.

    Raises
    ------
    BadInput
        No places, no events, counts that are not whole, or exposure that does not fit.
    """
    counts = _checked(counts, exposure)
    total = int(counts.sum())
    at = np.asarray(fractions, dtype=float)
    return Concentration(
        events=total,
        places=len(counts),
        occupied=int((counts > 0).sum()),
        fractions=at,
        event_shares=share_held(counts, at),
        half=places_holding(counts, 0.5),
        quarter=places_holding(counts, 0.25),
        gini=gini(counts),
        generalised_gini=generalised_gini(counts),
        baseline=_baseline(total, len(counts), at, exposure, draws, seed),
    )


def gini(values: np.ndarray) -> float:
    """Gini of one value a place: 0 even, 1 - 1/n when one place holds all; ``nan`` if all are 0."""
    ordered = np.sort(np.asarray(values, dtype=float))
    n, total = len(ordered), ordered.sum()
    if total == 0:
        return float("nan")
    return float((2 * (np.arange(1, n + 1) * ordered).sum() / total - n - 1) / n)


def generalised_gini(counts: np.ndarray) -> float:
    """Gini against the evenest spread that this many events allow (Bernasco & Steenbeek 2017).

    With c events on n places G' = max(1, n/c)·(G - 1) + 1: the ordinary Gini when c ≥ n, and 0
    when c < n events lie in c different places.
    """
    counts = np.asarray(counts)
    total = counts.sum()
    if total == 0:
        return float("nan")
    return float(max(1.0, len(counts) / total) * (gini(counts) - 1.0) + 1.0)


def share_held(counts: np.ndarray, fractions: np.ndarray) -> np.ndarray:
    """Return the share of events in the fullest ``fractions`` of places."""
    ordered = np.sort(np.asarray(counts, dtype=float))[::-1]
    running = np.concatenate([[0.0], np.cumsum(ordered)]) / ordered.sum()
    return np.interp(np.asarray(fractions) * len(ordered), np.arange(len(running)), running)


def places_holding(counts: np.ndarray, share: float) -> float:
    """Return the smallest share of places that holds at least ``share`` of the events."""
    ordered = np.sort(np.asarray(counts, dtype=float))[::-1]
    running = np.cumsum(ordered)
    needed = int(np.searchsorted(running, share * running[-1] - 1e-9)) + 1
    return needed / len(ordered)


def _baseline(
    total: int,
    places: int,
    fractions: np.ndarray,
    exposure: np.ndarray | None,
    draws: int,
    seed: int,
) -> Baseline:
    rng = np.random.default_rng(seed)
    bounds = None if exposure is None else np.cumsum(exposure) / np.sum(exposure)
    event_shares, ginis = np.empty((draws, len(fractions))), np.empty(draws)
    for i in range(draws):
        if bounds is None:
            thrown = rng.integers(0, places, total)
        else:
            thrown = np.minimum(np.searchsorted(bounds, rng.random(total), "right"), places - 1)
        counts = np.bincount(thrown, minlength=places)
        event_shares[i], ginis[i] = share_held(counts, fractions), generalised_gini(counts)
    low, high = np.quantile(event_shares, [0.025, 0.975], axis=0)
    gini_low, gini_high = np.quantile(ginis, [0.025, 0.975])
    return Baseline(
        event_shares=event_shares.mean(axis=0),
        event_shares_low=low,
        event_shares_high=high,
        gini=float(ginis.mean()),
        gini_low=float(gini_low),
        gini_high=float(gini_high),
        draws=draws,
        seed=seed,
    )


def _checked(counts: np.ndarray, exposure: np.ndarray | None) -> np.ndarray:
    counts = np.asarray(counts)
    if counts.ndim != 1 or len(counts) == 0 or counts.sum() == 0:
        raise BadInput("Concentration needs places, and at least one event in them.")
    whole = np.all(np.isfinite(counts)) and np.all((counts >= 0) & (counts == np.rint(counts)))
    if not whole:
        raise BadInput("Concentration needs whole events a place, none negative or missing.")
    if exposure is not None:
        weights = np.asarray(exposure, dtype=float)
        if weights.shape != counts.shape or not np.all(weights >= 0) or weights.sum() <= 0:
            raise BadInput("Give one exposure for each place, not negative, some of it positive.")
    return counts.astype(np.int64)
