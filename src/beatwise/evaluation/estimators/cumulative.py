"""A running difference of two series of counts, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput


@dataclass(frozen=True, slots=True, eq=False)
class CumulativeEffect:
    """Running totals of a focus and a comparison series, their difference and ratio, with limits.

    All arrays are (months,). Limits are so many Poisson standard errors either side.
    """

    focus: NDArray[np.float64]
    comparison: NDArray[np.float64]
    difference: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    difference_limits: tuple[NDArray[np.float64], NDArray[np.float64]]
    ratio: NDArray[np.float64]
    ratio_limits: tuple[NDArray[np.float64], NDArray[np.float64]]


def cumulative_effect(
    focus: ArrayLike, comparison: ArrayLike, *, errors: float = 2.0
) -> CumulativeEffect:
    """Return the running difference and ratio; limits at ``errors`` standard errors (Wheeler).

    Ratios are not a number while a total is 0. Raises ``BadInput`` for series of unlike length.
    """
    ours, theirs = np.asarray(focus, dtype=float), np.asarray(comparison, dtype=float)
    if ours.shape != theirs.shape or ours.ndim != 1 or (ours < 0).any() or (theirs < 0).any():
        raise BadInput("two series of the same months, 0 or more each, are needed.")
    one, other = np.cumsum(ours), np.cumsum(theirs)
    gap, error = one - other, np.sqrt(one + other)
    empty = (one == 0) | (other == 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(empty, np.nan, one / other)
        spread = np.exp(errors * np.where(empty, np.nan, np.sqrt(1 / one + 1 / other)))
    return CumulativeEffect(
        one, other, gap, error,
        (gap - errors * error, gap + errors * error), ratio, (ratio / spread, ratio * spread),
    )  # fmt: skip
