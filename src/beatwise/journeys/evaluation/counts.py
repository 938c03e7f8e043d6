"""Counts before and after: every figure of the counts calculator in one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatwise.errors import Refused
from beatwise.evaluation.estimators.counts.count_checks import Pair
from beatwise.evaluation.estimators.counts.displacement import (
    AreaWeights,
    WeightedDisplacementDifference,
    wdd,
)
from beatwise.evaluation.estimators.counts.displacement_quotient import (
    DisplacementQuotient,
    displacement_quotient,
)
from beatwise.evaluation.estimators.counts.rate_ratio import (
    RateRatio,
    RatesTest,
    e_test,
    rate_ratio,
)
from beatwise.hotspots.shortlist.reasons.number_words import small_print


NO_BUFFER = "No displacement counts were given for the treated area."
WHOLE_COUNTS = "The e-test needs whole counts."


@dataclass(frozen=True, slots=True)
class CountsAnswer:
    """What eight counts say; a reason in words stands for each figure that cannot be formed."""

    difference: WeightedDisplacementDifference
    quotient: DisplacementQuotient | str
    rate_ratio: RateRatio | str
    e_test: RatesTest | str
    alpha: float
    sizes: AreaWeights = AreaWeights()  # noqa: RUF009 - a frozen value
    small_print: str = ""


def count_up(
    treated: Pair,
    control: Pair,
    displacement_treated: Pair | None = None,
    displacement_control: Pair | None = None,
    *,
    time_weights: Pair = (1, 1),
    area_weights: Sequence[float] = AreaWeights(),
    alpha: float = 0.05,
) -> CountsAnswer:
    """Return every figure of these counts, each (before, after).

    Raises
    ------
    BadInput
        For counts below 0 and for weights or alpha outside their range.

    Examples
    --------
    >>> import beatwise
    >>> answer = beatwise.counts((200, 160), (200, 190))
    >>> answer.difference.total.estimate
    -30.0
    """
    difference = wdd(
        treated,
        control,
        displacement_treated,
        displacement_control,
        time_weights=time_weights,
        area_weights=area_weights,
        alpha=alpha,
    )
    return CountsAnswer(
        difference=difference,
        quotient=_quotient(treated, control, displacement_treated),
        rate_ratio=_ratio(treated, control, alpha),
        e_test=_rates(treated, time_weights),
        alpha=alpha,
        sizes=AreaWeights(*area_weights),
        small_print=small_print(int(count) for count in (*treated, *control)),
    )


def _quotient(treated: Pair, control: Pair, buffer: Pair | None) -> DisplacementQuotient | str:
    if buffer is None:
        return NO_BUFFER
    try:
        return displacement_quotient(treated, control, buffer)
    except Refused as refusal:
        return refusal.message


def _ratio(treated: Pair, control: Pair, alpha: float) -> RateRatio | str:
    try:
        return rate_ratio(treated, control, alpha)
    except Refused as refusal:
        return refusal.message


def _rates(treated: Pair, time_weights: Pair) -> RatesTest | str:
    if any(count != int(count) for count in treated):
        return WHOLE_COUNTS
    return e_test(int(treated[0]), int(treated[1]), *time_weights)
