"""A result by day as JSON values, in the shape of the other results where it has the same parts."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatwise.evaluation.estimators.crossover import CrossoverEffect
from beatwise.evaluation.result.crossover.crossover_result import DayOutcome, DayResult
from beatwise.evaluation.result.crossover.delivery_by_day import DayShare, Delivery
from beatwise.evaluation.result.crossover.next_day import NextDay
from beatwise.evaluation.result.result_json import value_dict


def days_dict(result: DayResult) -> dict[str, Any]:
    """Return the result's own part of the saved document."""
    read, power = result.material.protocol, result.material.protocol.power
    return {
        "title": read.title,
        "kind": "crossover",
        "verdict": result.verdict.value,
        "sentence": result.words,
        "marks": list(result.standing.marks),
        "alpha": result.alpha,
        "inference": "permutation p",
        "unit_of_inference": read.unit,
        "weeks": {
            "counted": int(result.material.weeks.sum()),
            "missing": int((~result.material.weeks).sum()),
        },
        "undated": result.material.undated,
        "power": None if power is None else {
            "at_smallest_effect": power.at_smallest_effect,
            "smallest_effect": read.decision.smallest_effect,
            "floor": read.decision.power_floor,
            "from_months_before": result.power_again,
            "reached": result.powered,
        },
        "primary": _said(result.primary),
        "secondary": [_said(other) for other in result.secondary],
        "next_day": None if result.next_day is None else _next_day(result.next_day),
        "delivery": None if result.delivery is None else _delivery(result.delivery),
        "strength": {
            "maryland": result.strength.level,
            "reason": result.strength.reason,
            "emmie": dict(result.strength.emmie),
        },
        "value": None if result.value is None else value_dict(result.value),
        "theory_gaps": list(result.theory_gaps),
    }  # fmt: skip


def _said(found: DayOutcome) -> dict[str, Any]:
    parts = {"inside": found.inside, "rings": found.rings, "net": found.net}
    return {
        "outcome": found.outcome,
        **{name: None if part is None else _effect(part) for name, part in parts.items()},
        "prevented": None if found.prevented is None else list(found.prevented),
        "prevented_net": None if found.prevented_net is None else list(found.prevented_net),
        "adjusted_p": found.adjusted_p,
    }


def _effect(part: CrossoverEffect) -> dict[str, Any]:
    return {
        "rate_ratio": float(np.exp(part.estimate)),
        "percent": part.percent,
        "interval": list(part.percent_interval),
        "interval_from": "relabelling",
        "p_value": part.p_value,
        "smallest_p": 1 / (part.assignments + 1),
        "assignments": part.assignments,
        "days": {"patrol": part.patrol_days, "other": part.other_days},
        "counts": {"patrol": part.patrol_count, "other": part.other_count},
    }


def _next_day(found: NextDay) -> dict[str, Any]:
    return {
        "percent": found.percent,
        "p_value": found.p_value,
        "after_patrol": dict(zip(("count", "days"), found.after_patrol, strict=True)),
        "after_other": dict(zip(("count", "days"), found.after_other, strict=True)),
    }


def _delivery(found: Delivery) -> dict[str, Any]:
    return {
        "drawn_days": _share(found.drawn),
        "other_days": _share(found.other),
        "hours": found.hours,
        "percent_on_a_day_patrolled": found.percent,
        "interval": list(found.interval),
        "refused": found.refused or None,
    }


def _share(found: DayShare) -> dict[str, Any]:
    return {
        "days": found.days,
        "patrolled": found.patrolled,
        "share": found.share,
        "minutes_a_day": found.minutes,
    }
