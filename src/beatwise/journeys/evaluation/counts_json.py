"""The answer of the counts calculator as JSON values."""

from __future__ import annotations

from beatwise.evaluation.estimators.counts.displacement import CountsDifference
from beatwise.evaluation.estimators.counts.displacement_quotient import DisplacementQuotient
from beatwise.evaluation.estimators.counts.rate_ratio import RateRatio, RatesTest
from beatwise.journeys.evaluation.counts import CountsAnswer


def as_json(answer: CountsAnswer) -> dict[str, object]:
    """Return the document that ``beatwise counts --json`` prints."""
    difference, displacement = answer.difference, answer.difference.displacement
    return {
        "wdd": _difference(difference.total),
        "local": _difference(difference.local),
        "displacement": None if displacement is None else _difference(displacement),
        **_quotient(answer.quotient),
        **_ratio(answer.rate_ratio),
        **_rates(answer.e_test),
        "alpha": answer.alpha,
        "area_weights": answer.sizes._asdict(),
        "small_counts": answer.small_print or None,
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


def _quotient(quotient: DisplacementQuotient | str) -> dict[str, object]:
    if isinstance(quotient, str):
        return {"quotient": None, "quotient_reading": None, "quotient_reason": quotient}
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


def _ratio(ratio: RateRatio | str) -> dict[str, object]:
    if isinstance(ratio, str):
        return {"rate_ratio": None, "rate_ratio_reason": ratio}
    return {
        "rate_ratio": {
            "estimate": ratio.estimate,
            "interval": list(ratio.interval),
            "p_value": ratio.p_value,
        }
    }


def _rates(test: RatesTest | str) -> dict[str, object]:
    if isinstance(test, str):
        return {"e_test": None, "e_test_reason": test}
    return {"e_test": {"p_value": test.p_value}}
