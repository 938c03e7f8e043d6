"""Counts before and after: every figure of the counts calculator in one answer."""

from __future__ import annotations

from beatwise.errors import Refused
from beatwise.evaluation.estimators.counts.displacement import (
    CountsDifference,
    Pair,
    displacement_quotient,
    wdd,
)
from beatwise.evaluation.estimators.counts.rate_ratio import e_test, rate_ratio


NO_BUFFER = "No displacement counts were given for the treated area."


def count_up(
    treated: Pair,
    control: Pair,
    displacement_treated: Pair | None = None,
    displacement_control: Pair | None = None,
    *,
    time_weights: Pair = (1, 1),
    area_weights: tuple[float, float, float, float] = (1, 1, 1, 1),
    alpha: float = 0.05,
) -> dict[str, object]:
    """Return the document that ``beatwise counts --json`` prints.

    Raises ``BadInput`` for counts below 0 and for weights or alpha outside their range.
    """
    result = wdd(
        treated,
        control,
        displacement_treated,
        displacement_control,
        time_weights=time_weights,
        area_weights=area_weights,
        alpha=alpha,
    )
    return {
        "wdd": _difference(result.total),
        "local": _difference(result.local),
        "displacement": None if result.displacement is None else _difference(result.displacement),
        **_quotient(treated, control, displacement_treated),
        **_ratio(treated, control, alpha),
        **_rates(treated, time_weights),
        "alpha": alpha,
        "supposes": "Poisson counts: on real months the intervals are too narrow.",
    }


def _difference(part: CountsDifference) -> dict[str, object]:
    return {
        "estimate": part.estimate,
        "standard_error": part.standard_error,
        "z": part.z,
        "interval": list(part.interval),
        "p_value": part.p_value,
    }


def _quotient(treated: Pair, control: Pair, buffer: Pair | None) -> dict[str, object]:
    empty = {"quotient": None, "quotient_reading": None}
    if buffer is None:
        return {**empty, "quotient_reason": NO_BUFFER}
    try:
        quotient = displacement_quotient(treated, control, buffer)
    except Refused as refusal:
        return {**empty, "quotient_reason": refusal.message}
    return {
        "quotient": quotient.estimate,
        "quotient_reading": quotient.reading,
        "quotient_reason": None,
        "effects": {
            "gross": quotient.gross_effect,
            "net": quotient.net_effect,
            "total_net": quotient.total_net_effect,
        },
    }


def _ratio(treated: Pair, control: Pair, alpha: float) -> dict[str, object]:
    try:
        ratio = rate_ratio(treated, control, alpha)
    except Refused as refusal:
        return {"rate_ratio": None, "rate_ratio_reason": refusal.message}
    return {
        "rate_ratio": {
            "estimate": ratio.estimate,
            "interval": list(ratio.interval),
            "p_value": ratio.p_value,
        }
    }


def _rates(treated: Pair, time_weights: Pair) -> dict[str, object]:
    if any(count != int(count) for count in treated):
        return {"e_test": None, "e_test_reason": "The e-test needs whole counts."}
    test = e_test(int(treated[0]), int(treated[1]), *time_weights)
    return {"e_test": {"p_value": test.p_value}}
