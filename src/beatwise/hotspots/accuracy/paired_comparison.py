"""Whether one method beats another on the same months and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from beatwise.errors import BadInput
from beatwise.estimate import Estimate


Verdict = Literal["beats", "no worse", "worse", "not compared"]


@dataclass(frozen=True, slots=True)
class Paired:
    """Two methods on the same cases.

    Parameters
    ----------
    difference
        Mean of ours - theirs, with its interval; ``n`` counts cases.
    wins, losses, ties
        Cases in which ours was higher, lower, level.
    dropped
        Cases without a figure for one of the two (a month without events).
    clusters
        Independent groups behind the interval.
    verdict
        ``beats``: the interval lies above zero; ``worse``: below; ``no worse``: it holds zero;
        ``not compared``: fewer than two groups, so no interval.
    """

    difference: Estimate
    wins: int
    losses: int
    ties: int
    dropped: int
    clusters: int
    verdict: Verdict


def paired_difference(
    ours: np.ndarray,
    theirs: np.ndarray,
    *,
    groups: np.ndarray | None = None,
    level: float = 0.95,
    unit: str = "share captured",
) -> Paired:
    """Compare two methods case by case.

    Parameters
    ----------
    ours, theirs
        One figure a case, (n,): a case is one rolled origin's month, in one town and type.
    groups
        A label a case, (n,): cases of one group (the months of one town, or all towns of one
        month) lean on the same events and count as one when the interval is formed, by the sum
        of their deviations (a cluster-robust mean) and Student's t on groups - 1. Each case
        stands alone when ``None``.
    level
        The interval's coverage.

    Raises
    ------
    BadInput
        Lists of different lengths.
    """
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    labels = np.arange(len(ours)) if groups is None else np.asarray(groups)
    if not (ours.shape == theirs.shape == labels.shape) or ours.ndim != 1:
        raise BadInput("Pair each case of one method with the same case of the other.")
    gap = ours - theirs
    comparable = np.isfinite(gap)
    gap, labels = gap[comparable], labels[comparable]
    number, clusters = len(gap), len(np.unique(labels))
    estimate = _interval(gap, labels, clusters, level, unit)
    return Paired(
        difference=estimate,
        wins=int((gap > 1e-12).sum()),
        losses=int((gap < -1e-12).sum()),
        ties=int((np.abs(gap) <= 1e-12).sum()),
        dropped=len(comparable) - number,
        clusters=clusters,
        verdict=_verdict(estimate),
    )


def _interval(
    gap: np.ndarray, labels: np.ndarray, clusters: int, level: float, unit: str
) -> Estimate:
    if len(gap) == 0:
        return Estimate(float("nan"), level=level, n=0, unit=unit)
    mean = float(gap.mean())
    if clusters < 2:
        return Estimate(mean, level=level, n=len(gap), unit=unit)
    codes = np.unique(labels, return_inverse=True)[1]
    strays = np.bincount(codes, gap - mean)
    error = np.sqrt((strays**2).sum() * clusters / (clusters - 1)) / len(gap)
    half = float(stdtrit(clusters - 1, (1 + level) / 2) * error)
    return Estimate(mean, mean - half, mean + half, level, len(gap), unit)


def _verdict(estimate: Estimate) -> Verdict:
    if estimate.low is None or estimate.high is None:
        return "not compared"
    if not estimate.excludes(0.0):
        return "no worse"
    return "beats" if estimate.value > 0 else "worse"
