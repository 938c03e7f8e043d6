"""What a permutation test returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


MOST_ENUMERATED = 20_000  # up to so many assignments, every one is listed


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """A two-sided permutation p-value.

    Parameters
    ----------
    estimate
        The statistic: ln((T1+.5)/(T0+.5)) - ln((C1+.5)/(C0+.5)).
    p_value
        Share of assignments at least as extreme, the observed one included.
    smallest_p
        The smallest p this design can ever give.
    assignments
        How many relabellings were used; all of them where ``exact``.
    placebo
        (assignments,) the statistic under each relabelling, for the picture.
    """

    estimate: float
    p_value: float
    smallest_p: float
    assignments: int
    exact: bool
    seed: int
    placebo: NDArray[np.float64]
