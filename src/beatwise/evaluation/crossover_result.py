"""The result of a crossover by day: patrol days against other days of the same places and weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import MissingData, Refused
from beatwise.evaluation.adjusted import holm
from beatwise.evaluation.cautions import OtherEvent
from beatwise.evaluation.crossover import WEEK, CrossoverEffect, crossover_effect
from beatwise.evaluation.protocol import Protocol
from beatwise.evaluation.result import Standing
from beatwise.evaluation.strength import Strength, strength
from beatwise.evaluation.verdict import Evidence, Verdict, sentence, verdict


WHERE = "in the patrolled areas on patrol days, against other days of the same weeks"


@dataclass(frozen=True, slots=True, eq=False)
class DayMaterial:
    """Daily counts by outcome, (areas, days) from the protocol's first day on.

    ``weeks`` says which weeks the extract covers: the others are missing and left out.
    ``undated`` counts the incidents of each outcome that may have happened on more than one day.
    """

    protocol: Protocol
    areas: dict[str, NDArray[np.int64]]
    rings: dict[str, NDArray[np.int64]]
    weeks: NDArray[np.bool_]
    undated: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class DayOutcome:
    """One outcome: in the areas, in their rings, and together; None where no ratio exists."""

    outcome: str
    inside: CrossoverEffect | None
    rings: CrossoverEffect | None
    net: CrossoverEffect | None
    adjusted_p: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class DayResult:
    """The result; ``primary`` decides and ``words`` is the verdict in one sentence."""

    material: DayMaterial
    standing: Standing
    primary: DayOutcome
    secondary: tuple[DayOutcome, ...]
    verdict: Verdict
    words: str
    strength: Strength
    events: tuple[OtherEvent, ...]


def evaluate_days(
    material: DayMaterial,
    standing: Standing,
    *,
    outcome_words: str,
    events: tuple[OtherEvent, ...] = (),
) -> DayResult:
    """Return the result of the material under its protocol.

    Raises ``MissingData`` where the extract covers no week, ``BadInput`` where the days drawn again
    are not those of the protocol.
    """
    read = material.protocol
    if read.days is None or not material.weeks.any():
        raise MissingData("the extract covers no week of the drawn days.")
    kept = np.repeat(material.weeks, WEEK)
    on = read.days.matrix(len(read.areas))[:, kept]
    found = [_outcome(material, outcome, on, kept) for outcome in read.outcomes]
    adjusted = holm([None if o.inside is None else o.inside.p_value for o in found[1:]])
    inside = found[0].inside
    ends = None if inside is None else inside.percent_interval
    p = None if inside is None else inside.p_value
    decision = read.decision
    answer = verdict(Evidence(ends, read.can_answer, p, decision.alpha, decision.smallest_effect))
    overlapping = tuple(e for e in events if e.during(read.patrols))
    return DayResult(
        material=material,
        standing=standing,
        primary=found[0],
        secondary=tuple(
            replace(o, adjusted_p=p) for o, p in zip(found[1:], adjusted, strict=True)
        ),
        verdict=answer,
        words=sentence(
            answer, outcome_words, None if inside is None else inside.percent, ends,
            1 - decision.alpha, read.power.at_smallest_effect if read.power else None, where=WHERE,
        ),
        strength=strength(
            read, locked=standing.lock is not None,
            deviations=len(standing.lock.deviations) if standing.lock else 0,
            towns=[area.name for area in read.areas], minutes=None, events=len(overlapping),
            valued=False,
        ),
        events=overlapping,
    )  # fmt: skip


def _outcome(
    material: DayMaterial, outcome: str, on: NDArray[np.bool_], kept: NDArray[np.bool_]
) -> DayOutcome:
    inside, rings = material.areas[outcome][:, kept], material.rings[outcome][:, kept]
    decision = material.protocol.decision

    def effect(counts: NDArray[np.int64]) -> CrossoverEffect | None:
        try:
            return crossover_effect(
                counts, on, alpha=decision.alpha, replications=decision.permutations,
                seed=material.protocol.seed + 1,
            )  # fmt: skip
        except Refused:
            return None

    return DayOutcome(outcome, effect(inside), effect(rings), effect(inside + rings))


def days_dict(result: DayResult) -> dict[str, Any]:
    """Return the result's own part of the saved document."""
    read, power = result.material.protocol, result.material.protocol.power
    return {
        "title": read.title,
        "kind": "crossover",
        "verdict": result.verdict.value,
        "sentence": result.words,
        "marks": list(result.standing.marks),
        "alpha": read.decision.alpha,
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
            "reached": read.can_answer,
        },
        "primary": _said(result.primary),
        "secondary": [_said(other) for other in result.secondary],
        "strength": {
            "maryland": result.strength.level,
            "reason": result.strength.reason,
            "emmie": dict(result.strength.emmie),
        },
    }  # fmt: skip


def _said(found: DayOutcome) -> dict[str, Any]:
    parts = {"inside": found.inside, "rings": found.rings, "net": found.net}
    return {
        "outcome": found.outcome,
        **{name: None if part is None else _effect(part) for name, part in parts.items()},
        "adjusted_p": found.adjusted_p,
    }


def _effect(part: CrossoverEffect) -> dict[str, Any]:
    return {
        "rate_ratio": float(np.exp(part.estimate)),
        "percent": part.percent,
        "interval": list(part.percent_interval),
        "p_value": part.p_value,
        "assignments": part.assignments,
        "days": {"patrol": part.patrol_days, "other": part.other_days},
        "counts": {"patrol": part.patrol_count, "other": part.other_count},
    }
