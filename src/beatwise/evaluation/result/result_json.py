"""A result as JSON values."""

from __future__ import annotations

from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.dose_response import DoseResponse
from beatwise.evaluation.result.effect import Contrast, OutcomeEffect, PoissonTotal
from beatwise.evaluation.result.parts_json import (
    ends_as_json,
    estimate_as_json,
    number_as_json,
    power_as_json,
    spread_as_json,
    strength_as_json,
    value_as_json,
)
from beatwise.evaluation.result.result import Result


def as_json(result: Result) -> dict[str, object]:
    """Return the result's own part of the saved document."""
    material, protocol = result.material, result.material.protocol
    before, after = material.month_counts
    return {
        "title": protocol.title,
        "verdict": result.verdict.value,
        "sentence": result.words,
        "marks": list(result.standing.marks),
        "alpha": result.alpha,
        "inference": "permutation p" if protocol.by_lot else "placebo rank",
        "unit_of_inference": protocol.unit,
        "units": {
            "treated": len({a.unit for a in protocol.areas if a.treated}),
            "comparison": len({a.unit for a in protocol.areas if not a.treated}),
        },
        "months": {
            "before": before, "after": after, "missing": [str(m) for m in material.missing],
        },
        "power": power_as_json(protocol, result.power_again, powered=result.powered),
        "primary": _outcome(result.primary),
        "secondary": [_outcome(other) for other in result.secondary],
        "quarters": [_part(part) for part in result.quarters],
        "places": [_part(part) for part in result.places],
        "dose": [_dose(curve) for curve in result.dose],
        "dose_refused": result.dose_refused or None,
        "strength": strength_as_json(result.strength),
        "draw_spread": spread_as_json(result.spread),
        "value": value_as_json(result.value),
        "theory_gaps": list(result.theory_gaps),
    }  # fmt: skip


def _outcome(effect: OutcomeEffect) -> dict[str, object]:
    story, synthetic = effect.counts_story, effect.synthetic
    return {
        "outcome": effect.outcome,
        "inside": _contrast(effect.inside),
        "rings": _contrast(effect.rings),
        "net": _contrast(effect.net),
        "prevented": estimate_as_json(effect.prevented),
        "prevented_net": estimate_as_json(effect.prevented_net),
        "wdd": None if story is None else {
            "estimate": story.estimate,
            "standard_error": story.standard_error,
            "interval": ends_as_json(story.interval),
            "poisson_standard_error": story.poisson_error,
        },
        "wdd_with_rings": None if effect.wdd_total is None else _total(effect.wdd_total),
        "quotient": effect.quotient,
        "quotient_reason": effect.quotient_reason,
        "e_test": None if effect.e_test_p is None else {"p_value": effect.e_test_p},
        "synthetic_control": None if synthetic is None else {
            "estimate": synthetic.estimate, "fit": synthetic.fit,
            "placebo_rank": synthetic.p_value, "smallest": synthetic.smallest_p,
        },
        "adjusted_p": effect.adjusted_p,
    }  # fmt: skip


def _total(total: PoissonTotal) -> dict[str, object]:
    return {
        "estimate": total.estimate,
        "poisson_standard_error": total.standard_error,
        "poisson_interval": list(total.interval),
    }


def _contrast(contrast: Contrast) -> dict[str, object]:
    did, test = contrast.did, contrast.test
    return {
        "percent": number_as_json(contrast.percent),
        "interval": ends_as_json(contrast.interval),
        "interval_from": contrast.interval_from,
        "log_rate_ratio": None if did is None else did.estimate,
        "standard_error": None if did is None else did.standard_error,
        "degrees_of_freedom": None if did is None else did.degrees_of_freedom,
        "cr3_percent_interval": None if did is None else ends_as_json(did.percent_interval),
        "p_value": contrast.p_value,
        "smallest_p": None if test is None else test.smallest_p,
        "assignments": None if test is None else test.assignments,
        "refused": contrast.refused or None,
        "totals": contrast.totals._asdict(),
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "name": part.name, "after": part.after, "percent": part.percent,
        "interval": [part.low, part.high], "treated": list(part.treated),
        "comparison": list(part.comparison),
    }  # fmt: skip


def _dose(curve: DoseResponse) -> dict[str, object]:
    return {
        "grade": curve.grade,
        "percent_per_100_hours": curve.percent,
        "log_interval": list(curve.interval),
        "p_value": curve.p_value,
    }
