"""Score an ordering on later months, month by month and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from beatwise.errors import BadInput
from beatwise.estimate import Estimate
from beatwise.hotspots.accuracy.capture import Accuracy, accuracy_at, share_captured


FRACTIONS = (0.005, 0.01, 0.02, 0.05)
ENOUGH_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Score:
    """How an ordering did on the months after it was made.

    Parameters
    ----------
    months
        Month numbers scored, (m,).
    fractions
        Shares of the area, (f,).
    events
        Events of each month, (m,).
    monthly
        Share captured each month at each fraction, (m, f); ``nan`` in a month without events.
    pooled
        All months together, one :class:`Accuracy` a fraction.
    """

    months: tuple[int, ...]
    fractions: tuple[float, ...]
    events: np.ndarray
    monthly: np.ndarray
    pooled: tuple[Accuracy, ...]

    @property
    def mean_share(self) -> float:
        """The pooled share captured, averaged over the fractions."""
        return float(np.mean([accuracy.share for accuracy in self.pooled]))


def score(
    order: np.ndarray,
    counts_by_month: np.ndarray,
    area_m2: np.ndarray,
    *,
    months: Sequence[int] | None = None,
    fractions: Sequence[float] = FRACTIONS,
    predicted: np.ndarray | None = None,
) -> Score:
    """Score an ordering of units on later months.

    Parameters
    ----------
    order
        Indexes of units, best first.
    counts_by_month
        Events, (n_units, n_months): only months that have data, and none used for ``order``.
    area_m2
        (n_units,).
    months
        Month numbers, (n_months,); 0, 1, 2 … when ``None``.
    fractions
        Shares of the area of all units.
    predicted
        Events expected in each unit over all these months, (n_units,), for the RRI.

    Raises
    ------
    BadInput
        As :func:`accuracy_at`; also a matrix that does not fit the units or months.
    """
    counts = np.asarray(counts_by_month, dtype=float)
    labels = tuple(range(counts.shape[-1]) if months is None else months)
    if counts.ndim != 2 or counts.shape != (len(area_m2), len(labels)):
        raise BadInput("Give one row a unit and one column a month of counts.")
    shares = [share_captured(order, month, area_m2, np.asarray(fractions)) for month in counts.T]
    together = counts.sum(axis=1)
    return Score(
        months=tuple(int(month) for month in labels),
        fractions=tuple(fractions),
        events=counts.sum(axis=0),
        monthly=np.array(shares).reshape(len(labels), len(fractions)),
        pooled=tuple(
            accuracy_at(order, together, area_m2, fraction=fraction, predicted=predicted)
            for fraction in fractions
        ),
    )


def pai_interval(
    scores: Score, at: int = 0, *, level: float = 0.95, seed: int = 0, draws: int = 1999
) -> Estimate:
    """Give the pooled PAI at ``fractions[at]`` with an interval.

    From twelve months on, months are resampled with replacement. With fewer that would be
    false comfort, so the interval is Wilson's for a share, with the events divided by how much
    more the monthly shares vary than chance (at least 1). Either says how sure the PAI of this
    list is on such months; whether another list is better is :func:`paired_difference`.
    ``n`` is the number of months. Low and high are ``None`` when there is nothing to go on.
    """
    accuracy, with_events = scores.pooled[at], scores.events > 0
    events, shares = scores.events[with_events], scores.monthly[with_events, at]
    if len(events) == 0:
        return Estimate(float("nan"), level=level, n=0, unit="PAI")
    if len(events) >= ENOUGH_MONTHS:
        rng = np.random.default_rng(seed)
        picks = rng.integers(0, len(events), (draws, len(events)))
        resampled = (shares * events)[picks].sum(axis=1) / events[picks].sum(axis=1)
        low, high = np.quantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    else:
        low, high = _wilson(accuracy.share, events, shares, level)
    area = accuracy.area_share
    return Estimate(accuracy.pai, float(low / area), float(high / area), level, len(events), "PAI")


def _wilson(
    share: float, events: np.ndarray, shares: np.ndarray, level: float
) -> tuple[float, float]:
    """Wilson's interval (1927) on events thinned by their over-dispersion between months."""
    excess = 1.0
    if len(events) > 1 and 0 < share < 1:
        pearson = (events * (shares - share) ** 2).sum() / (share * (1 - share))
        excess = max(1.0, float(pearson) / (len(events) - 1))
    n = float(events.sum()) / excess
    z = float(ndtri((1 + level) / 2))
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)
