"""What is known at the end of a run of months: own counts by age, and the prior's ingredients."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray


if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

LONG_RUN = 24.0  # half-life, in months, of a unit's own long run
AROUND = 12.0  # half-life, in months, of what is nearby and of other kinds


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a prediction may use at one moment.

    Parameters
    ----------
    counts
        Incidents, (n_units, n_months).
    ages
        Months before the last one of each column, (n_months,).
    ingredients
        Decayed incidents a month, (n_units, 4), in the order of ``settings.INGREDIENTS``.
    """

    counts: Floats
    ages: Floats
    ingredients: Floats

    def own(self, half_life: float) -> tuple[Floats, float]:
        """Return each unit's decayed count and the decayed number of months it was made in."""
        weights = decay(self.ages, half_life)
        return self.counts @ weights, float(weights.sum())


def decay(ages: Floats, half_life: float) -> Floats:
    """Weigh a month of a given age: one for the last month, half after each half-life."""
    return np.asarray(0.5 ** (ages / half_life))


def gather(
    counts: Floats, months: NDArray[np.int64], neighbours: csr_array, other: Floats
) -> Evidence:
    """Return the evidence at the end of the months given, which are in order."""
    ages = (months[-1] - months).astype(float)
    slow = decay(ages, LONG_RUN)
    recent = decay(ages, AROUND)
    own_recent = counts @ recent / recent.sum()
    own_long = counts @ slow / slow.sum()
    ingredients = np.column_stack(
        [
            own_long,
            np.asarray(neighbours @ own_recent),
            other @ recent / recent.sum(),
            np.full(len(counts), own_long.mean() if len(counts) else 0.0),
        ]
    )
    return Evidence(counts, ages, ingredients)
