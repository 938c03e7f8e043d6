"""What ``protocol.toml`` says of a design that is proposed. It is read by ``protocol_json``."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from beatwise.evaluation.designs.design_json import as_json as design_as_json
from beatwise.evaluation.designs.design_json import name_of
from beatwise.evaluation.designs.study_design import Design
from beatwise.evaluation.power.monthly_history import Range, Traits
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.calendar import Dates
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.proposal import Assignment, StudyPlan
from beatwise.evaluation.protocol.protocol import Decision, ProtocolArea
from beatwise.evaluation.protocol.protocol_json import FORMAT
from beatwise.evaluation.protocol.theory_of_change import usual_theory


def as_json(
    plan: StudyPlan,
    assignment: Assignment,
    design: Design,
    reach: Reach,
    traits: Traits,
    warnings: Sequence[str],
) -> dict[str, object]:
    """Return what ``protocol.toml`` says."""
    words = in_words(plan.outcomes[0])
    tables: dict[str, object] = {
        "format": FORMAT,
        "title": f"Foot patrols and recorded {words}, {plan.patrols.words}",
        "question": design.question(words, plan.patrols),
        "outcome": _outcome(plan),
        "periods": {"before": str(plan.before), "patrols": str(plan.patrols)},
        "design": {
            "kind": name_of(design),
            "assignment": assignment.method,
            "unit": assignment.unit,
            "seed": plan.seed,
            "rule": assignment.rule,
            "hot_spots": [f"{name} {value}" for name, value in plan.hashes],
            "warnings": list(warnings),
        },
        "displacement": {"ring_m": plan.ring_m},
        **design_as_json(design),
        "decision": _decision(plan.decision, design),
        "power": _power(reach, traits),
        "calendar": _calendar(plan.calendar),
    }
    cost = plan.cost_pounds
    if cost is not None:
        tables["value"] = {"cost_pounds": [cost.value, cost.low, cost.high]}
    tables["excluded"] = [{"name": name, "reason": why} for name, why in assignment.excluded]
    tables["theory"] = [
        {"stage": step.stage, "text": step.text, "measure": step.measure}
        for step in plan.theory or usual_theory(plan.outcomes)
    ]
    tables["area"] = [_area(area) for area in assignment.areas]
    return {key: value for key, value in tables.items() if value != []}


def _outcome(plan: StudyPlan) -> dict[str, object]:
    until = plan.extract_until
    return {
        "primary": plan.outcomes[0],
        "secondary": list(plan.outcomes[1:]),
        "source": plan.source,
        **({"force": plan.force} if plan.force else {}),
        **({} if until is None else {"extract_until": str(until)}),
    }


def _area(area: ProtocolArea) -> dict[str, object]:
    """Return what the protocol says of one area; outlines in BNG metres to the centimetre."""
    table = {
        "id": area.id,
        "name": area.name,
        "role": area.role,
        "unit": area.unit,
        "block": area.block,
        "outline": shapely.to_wkt(area.geometry, rounding_precision=2),
    }
    return table if area.start is None else {**table, "start": str(area.start)}


def _decision(decision: Decision, design: Design) -> dict[str, object]:
    return {
        "alpha": decision.alpha,
        "smallest_effect": decision.smallest_effect,
        "power_floor": decision.power_floor,
        "estimator": design.words.estimator,
        "inference": design.words.inference,
        "permutations": decision.permutations,
        "looks": [str(month) for month in decision.looks],
        "spending": decision.spending,
    }


def _calendar(dates: Dates) -> dict[str, object]:
    return {
        "last_data": str(dates.last_data),
        "published_after": dates.lag,
        "writing": dates.writing,
        "report": str(dates.report),
        "office_ends": str(dates.office_ends),
    }


def _power(reach: Reach, traits: Traits) -> dict[str, object]:
    best = reach.detectable
    table: dict[str, object] = {
        "at_smallest_effect": round(reach.at_smallest.middle, 4),
        "power_wanted": best.power_wanted,
        "variance_ratio": _rounded(traits.variance_ratio),
        "drift": _rounded(traits.drift),
        "drift_assumed": traits.drift_assumed,
        "months_before": best.months_before,
        "months_after": best.months_after,
        "smallest_p": best.smallest_p,
    }
    if best.estimate is not None:
        table["detectable_effect"] = best.estimate
    return table


def _rounded(values: Range) -> list[float]:
    return [round(values.value, 4), round(values.low, 4), round(values.high, 4)]
