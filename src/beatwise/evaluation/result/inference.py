"""The test of a result and its interval; of stepped starts, the months dealt again."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.evaluation.estimators.percent import percent_change
from beatwise.evaluation.estimators.permutation_result import PermutationTest
from beatwise.evaluation.estimators.rate_ratio_result import PoissonDifference
from beatwise.evaluation.estimators.stepped.stepped_permutation import (
    stepped_interval,
    stepped_permutation_test,
)
from beatwise.evaluation.estimators.study_panel import Panel


Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, eq=False)
class Inference:
    """The test, or why it is refused, and the interval in per cent with where it is from."""

    test: PermutationTest | None
    refused: str
    interval: Ends | None
    interval_from: str


def stepped_inference(
    units: Panel,
    did: PoissonDifference,
    *,
    alpha: float,
    replications: int,
    seed: int,
) -> Inference:
    """Return the test and interval of stepped starts.

    The interval is the jackknife's from six units on, else every effect that the test does not
    reject.
    """
    test = stepped_permutation_test(units, replications=replications, seed=seed)
    refused = ""
    if test.smallest_p > alpha:
        refused = (
            f"A permutation test is refused: these start months can be dealt in "
            f"{test.assignments} ways, so the smallest p is {test.smallest_p:.3g}, above {alpha:g}."
        )
    usable = None if refused else test
    if did.percent_interval is not None:
        return Inference(usable, refused, did.percent_interval, "jackknife")
    low, high = stepped_interval(units, alpha=alpha, replications=replications, seed=seed)
    return Inference(usable, refused, (percent_change(low), percent_change(high)), "relabelling")
