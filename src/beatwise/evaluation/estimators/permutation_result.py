"""What a permutation test returns, and the interval of all effects that one does not reject."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


MOST_ENUMERATED = 20_000  # up to so many assignments, every one is listed
WIDEST = 3.0  # log rate ratio: a fall of 95 % or twenty times as many
STEPS = 241  # effects tried for an interval, from one end to the other


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


def ends_of(
    effects: NDArray[np.float64], not_rejected: NDArray[np.bool_]
) -> tuple[float | None, float | None]:
    """Return the lowest and highest effect not rejected; None at the edge of what was tried.

    Both are (effects,), the effects rising.
    """
    inside = np.flatnonzero(not_rejected)
    if not len(inside):
        return None, None
    low = None if inside[0] == 0 else float(effects[inside[0]])
    high = None if inside[-1] == len(effects) - 1 else float(effects[inside[-1]])
    return low, high
