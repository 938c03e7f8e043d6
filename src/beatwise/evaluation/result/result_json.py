"""A result as JSON values: nothing that is not a number is written as one."""

from __future__ import annotations

import math
from typing import Any

from beatwise.evaluation.estimators.dose_response import DoseResponse
from beatwise.evaluation.result.effect import Contrast, OutcomeEffect
from beatwise.evaluation.result.parts_over_time import Part
from beatwise.evaluation.result.result import Result
from beatwise.evaluation.result.value_for_money import Value


def result_dict(result: Result) -> dict[str, Any]:
    """Return the result's own part of the saved document."""
    read = result.material.protocol
    before, after = result.material.month_counts
    power = read.power
    return {
        "title": read.title,
        "verdict": result.verdict.value,
        "sentence": result.words,
        "marks": list(result.standing.marks),
        "alpha": result.alpha,
        "inference": "permutation p" if read.drawn else "placebo rank",
        "unit_of_inference": read.unit,
        "units": {
            "treated": len({a.unit for a in read.areas if a.treated}),
            "comparison": len({a.unit for a in read.areas if not a.treated}),
        },
        "months": {
            "before": before, "after": after,
            "missing": [str(m) for m in result.material.missing],
        },
        "power": None if power is None else {
            "at_smallest_effect": power.at_smallest_effect,
            "smallest_effect": read.decision.smallest_effect,
            "floor": read.decision.power_floor,
            "from_months_before": result.power_again,
            "reached": result.powered,
        },
        "primary": _outcome(result.primary),
        "secondary": [_outcome(other) for other in result.secondary],
        "quarters": [_part(part) for part in result.quarters],
        "places": [_part(part) for part in result.places],
        "dose": [_dose(curve) for curve in result.dose],
        "dose_refused": result.dose_refused or None,
        "strength": {
            "maryland": result.strength.level,
            "reason": result.strength.reason,
            "emmie": dict(result.strength.emmie),
        },
        "value": None if result.value is None else value_dict(result.value),
        "theory_gaps": list(result.theory_gaps),
    }  # fmt: skip


def _outcome(found: OutcomeEffect) -> dict[str, Any]:
    story = found.counts_story
    synthetic = found.synthetic
    return {
        "outcome": found.outcome,
        "inside": _contrast(found.inside),
        "rings": _contrast(found.rings),
        "net": _contrast(found.net),
        "prevented": _ends(found.prevented),
        "prevented_net": _ends(found.prevented_net),
        "wdd": None if story is None else {
            "estimate": story.estimate,
            "standard_error": story.standard_error,
            "interval": _ends(story.interval),
            "poisson_standard_error": story.poisson_error,
        },
        "wdd_with_rings": None if found.wdd_total is None else {
            "estimate": found.wdd_total[0],
            "poisson_standard_error": found.wdd_total[1],
            "poisson_interval": list(found.wdd_total[2:]),
        },
        "quotient": found.quotient,
        "quotient_reason": found.quotient_reason,
        "e_test": None if found.e_test_p is None else {"p_value": found.e_test_p},
        "synthetic_control": None if synthetic is None else {
            "estimate": synthetic.estimate, "fit": synthetic.fit,
            "placebo_rank": synthetic.p_value, "smallest": synthetic.smallest_p,
        },
        "adjusted_p": found.adjusted_p,
    }  # fmt: skip


def _contrast(found: Contrast) -> dict[str, Any]:
    did, test = found.did, found.test
    return {
        "percent": _number(found.percent),
        "interval": _ends(found.interval),
        "interval_from": found.interval_from,
        "log_rate_ratio": None if did is None else did.estimate,
        "standard_error": None if did is None else did.standard_error,
        "degrees_of_freedom": None if did is None else did.degrees_of_freedom,
        "cr3_percent_interval": None if did is None else _ends(did.percent_interval),
        "p_value": found.p_value,
        "smallest_p": None if test is None else test.smallest_p,
        "assignments": None if test is None else test.assignments,
        "refused": found.refused or None,
        "totals": dict(
            zip(
                ("treated_before", "treated_after", "comparison_before", "comparison_after"),
                found.totals,
                strict=True,
            )
        ),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name, "after": part.after, "percent": part.percent,
        "interval": [part.low, part.high], "treated": list(part.treated),
        "comparison": list(part.comparison),
    }  # fmt: skip


def _dose(curve: DoseResponse) -> dict[str, Any]:
    return {
        "grade": curve.grade,
        "percent_per_100_hours": curve.percent,
        "log_interval": list(curve.interval),
        "p_value": curve.p_value,
    }


def value_dict(found: Value) -> dict[str, Any]:
    """Return the value as JSON values."""
    return {
        "cost_pounds": found.cost_pounds,
        "prevented": _ends(found.prevented),
        "worth_pounds": _ends(found.worth),
        "break_even_incidents": found.break_even,
        "cost_per_prevented": found.cost_per_prevented,
        "unit_cost": None if found.unit is None else found.unit.pounds,
        "unit_cost_verified": None if found.unit is None else found.unit.verified,
        "unit_cost_prices": None
        if found.unit is None
        else found.unit.prices or str(found.unit.price_year),
    }


def _ends(values: Any) -> list[float | None] | None:
    return None if values is None else [_number(v) for v in values]


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value
