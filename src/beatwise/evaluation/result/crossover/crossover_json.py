"""A result by day as JSON values, in the shape of the other results where it has the same parts."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.designs.design_json import name_of
from beatwise.evaluation.estimators.crossover import CrossoverEffect
from beatwise.evaluation.result.crossover.crossover_result import DayOutcome, DayResult
from beatwise.evaluation.result.crossover.delivery_by_day import DayShare, Delivery
from beatwise.evaluation.result.crossover.next_day import DaysCounted, NextDay
from beatwise.evaluation.result.parts_json import (
    estimate_as_json,
    power_as_json,
    spread_as_json,
    strength_as_json,
    value_as_json,
)


def as_json(result: DayResult) -> dict[str, object]:
    """Return the result's own part of the saved document."""
    material, protocol = result.material, result.material.protocol
    return {
        "title": protocol.title,
        "kind": name_of(protocol.design),
        "verdict": result.verdict.value,
        "sentence": result.words,
        "marks": list(result.standing.marks),
        "alpha": result.alpha,
        "inference": "permutation p",
        "unit_of_inference": protocol.unit,
        "weeks": {
            "counted": int(material.weeks.sum()),
            "missing": int((~material.weeks).sum()),
        },
        "undated": material.undated,
        "power": power_as_json(protocol, result.power_again, powered=result.powered),
        "primary": _outcome(result.primary),
        "secondary": [_outcome(other) for other in result.secondary],
        "next_day": None if result.next_day is None else _next_day(result.next_day),
        "delivery": None if result.delivery is None else _delivery(result.delivery),
        "strength": strength_as_json(result.strength),
        "draw_spread": spread_as_json(result.spread),
        "value": value_as_json(result.value),
        "theory_gaps": list(result.theory_gaps),
    }


def _outcome(outcome: DayOutcome) -> dict[str, object]:
    parts = {"inside": outcome.inside, "rings": outcome.rings, "net": outcome.net}
    return {
        "outcome": outcome.outcome,
        **{name: None if part is None else _effect(part) for name, part in parts.items()},
        "prevented": estimate_as_json(outcome.prevented),
        "prevented_net": estimate_as_json(outcome.prevented_net),
        "adjusted_p": outcome.adjusted_p,
    }


def _effect(effect: CrossoverEffect) -> dict[str, object]:
    return {
        "rate_ratio": float(np.exp(effect.estimate)),
        "percent": effect.percent,
        "interval": list(effect.percent_interval),
        "interval_from": "relabelling",
        "p_value": effect.p_value,
        "smallest_p": 1 / (effect.assignments + 1),
        "assignments": effect.assignments,
        "days": {"patrol": effect.patrol_days, "other": effect.other_days},
        "counts": {"patrol": effect.patrol_count, "other": effect.other_count},
    }


def _next_day(next_day: NextDay) -> dict[str, object]:
    return {
        "percent": next_day.percent,
        "p_value": next_day.p_value,
        "after_patrol": _counted(next_day.after_patrol),
        "after_other": _counted(next_day.after_other),
    }


def _counted(days: DaysCounted) -> dict[str, int]:
    return {"count": days.incidents, "days": days.days}


def _delivery(delivery: Delivery) -> dict[str, object]:
    return {
        "drawn_days": _share(delivery.patrol_days),
        "other_days": _share(delivery.other),
        "hours": delivery.hours,
        "percent_on_a_day_patrolled": delivery.percent,
        "interval": list(delivery.interval),
        "refused": delivery.refused or None,
    }


def _share(share: DayShare) -> dict[str, object]:
    return {
        "days": share.days,
        "patrolled": share.patrolled,
        "share": share.share,
        "minutes_a_day": share.minutes,
    }
