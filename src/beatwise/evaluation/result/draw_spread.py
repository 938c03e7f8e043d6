"""What the same months would have said, had the same draw fallen differently."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import Refused
from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    log_ratio_statistic,
    possible_assignments,
    random_assignments,
)
from beatwise.evaluation.estimators.permutation_result import MOST_ENUMERATED
from beatwise.evaluation.estimators.stepped.dealings import every_dealing, possible_dealings
from beatwise.evaluation.estimators.stepped.stepped_did import fit
from beatwise.evaluation.estimators.study_panel import Panel


DRAWS = 999
REFITTED = 200


@dataclass(frozen=True, slots=True)
class DrawSpread:
    """Estimates over other draws of the same rule, in per cent.

    ``low`` and ``high`` hold the middle 95 of 100 draws, ``least`` and ``most`` all of ``draws``.
    """

    draws: int
    low: float
    high: float
    least: float
    most: float

    @property
    def words(self) -> str:
        """The spread in a sentence."""
        return (
            f"Other seeds of the same draw, same areas and months: {self.draws:,} draws give "
            f"estimates from {self.least:+.0f} % to {self.most:+.0f} %, 95 of 100 between "
            f"{self.low:+.0f} % and {self.high:+.0f} %."
        )


def draw_spread(units: Panel, seed: int) -> DrawSpread:
    """Return the spread over draws of a panel, within its blocks; of stepped starts, dealt again.

    All draws where there are at most 20,000, else 999; of stepped starts, each fitted again, all
    where there are at most 200, else 199.
    """
    if len(np.unique(units.start[units.treated])) > 1:
        return _stepped_spread(units.informative(), seed)
    if possible_assignments(units.treated, units.blocks) <= MOST_ENUMERATED:
        labels = every_assignment(units.treated, units.blocks)
    else:
        labels = random_assignments(units.treated, units.blocks, DRAWS, seed)
    return spread_of(log_ratio_statistic(labels, units.before, units.after))


def _stepped_spread(units: Panel, seed: int) -> DrawSpread:
    """Return the spread over dealt start months, the model fitted to each."""
    months = units.counts.shape[1]
    starts = np.where(units.treated, units.start, months)
    if possible_dealings(starts) <= REFITTED:
        dealt = every_dealing(starts)
    else:
        orders = np.argsort(np.random.default_rng(seed).random((REFITTED - 1, len(starts))), axis=1)
        dealt = starts[orders]
    estimates = [fit_or_none(units, row) for row in dealt]
    known = [estimate for estimate in estimates if estimate is not None]
    return spread_of(np.array(known))


def fit_or_none(units: Panel, starts: NDArray[np.int64]) -> float | None:
    """Return the log rate ratio under other start months; None where the fit is refused."""
    on = (np.arange(units.counts.shape[1])[None, :] >= starts[:, None]).astype(float)
    try:
        return fit(units.counts, on)
    except Refused:
        return None


def spread_of(log_ratios: NDArray[np.float64]) -> DrawSpread:
    """Return the spread of log rate ratios, one a draw."""
    percent = 100 * np.expm1(log_ratios)
    low, high = np.percentile(percent, [2.5, 97.5])
    return DrawSpread(
        len(percent), float(low), float(high), float(percent.min()), float(percent.max())
    )
