"""What the same months would have said, had the same draw fallen differently."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation import (
    every_assignment,
    log_ratio_statistic,
    possible_assignments,
    random_assignments,
)
from beatwise.evaluation.estimators.permutation_result import MOST_ENUMERATED
from beatwise.evaluation.estimators.stepped.stepped_permutation import stepped_permutation_test
from beatwise.evaluation.estimators.study_panel import Panel


DRAWS = 999


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

    All draws where there are at most 20,000, else 999.
    """
    if len(np.unique(units.start[units.treated])) > 1:
        return spread_of(stepped_permutation_test(units, replications=DRAWS, seed=seed).placebo)
    if possible_assignments(units.treated, units.blocks) <= MOST_ENUMERATED:
        labels = every_assignment(units.treated, units.blocks)
    else:
        labels = random_assignments(units.treated, units.blocks, DRAWS, seed)
    return spread_of(log_ratio_statistic(labels, units.before, units.after))


def spread_of(log_ratios: NDArray[np.float64]) -> DrawSpread:
    """Return the spread of log rate ratios, one a draw."""
    percent = 100 * np.expm1(log_ratios)
    low, high = np.percentile(percent, [2.5, 97.5])
    return DrawSpread(
        len(percent), float(low), float(high), float(percent.min()), float(percent.max())
    )
