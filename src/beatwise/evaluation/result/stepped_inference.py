"""Inference for stepped starts: the months dealt again, and the interval that goes with it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation_result import PermutationTest
from beatwise.evaluation.estimators.rate_ratio_result import PoissonDifference
from beatwise.evaluation.estimators.stepped.stepped_permutation import (
    stepped_interval,
    stepped_permutation_test,
)


Ends = tuple[float | None, float | None]


def stepped_inference(
    counts: NDArray[np.float64],
    treated: NDArray[np.bool_],
    start: NDArray[np.int64],
    did: PoissonDifference,
    *,
    alpha: float,
    replications: int,
    seed: int,
) -> tuple[PermutationTest | None, str, Ends | None, str]:
    """Return the test or why it is refused, and the interval in per cent with where it is from.

    The interval is the jackknife's from six units on, else every effect that the test keeps.
    """
    judged = {"replications": replications, "seed": seed}
    test = stepped_permutation_test(counts, treated, start, **judged)
    refused = ""
    if test.smallest_p > alpha:
        refused = (
            f"A permutation test is refused: these start months can be dealt in "
            f"{test.assignments} ways, so the smallest p is {test.smallest_p:.3g}, above {alpha:g}."
        )
    kept = None if refused else test
    if did.percent_interval is not None:
        return kept, refused, did.percent_interval, "jackknife"
    low, high = stepped_interval(counts, treated, start, alpha=alpha, **judged)
    return kept, refused, (_percent(low), _percent(high)), "relabelling"


def counts_on_patrol(
    counts: NDArray[np.float64], start: NDArray[np.int64]
) -> tuple[int, int, int, int]:
    """Return incidents in unit-months off and on patrol; nothing is compared besides."""
    on = np.arange(counts.shape[1]) >= start[:, None]
    return int(counts[~on].sum()), int(counts[on].sum()), 0, 0


def _percent(log_ratio: float | None) -> float | None:
    return None if log_ratio is None else float(100 * np.expm1(log_ratio))
