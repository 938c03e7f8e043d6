"""The result of a crossover by day: patrol days against other days of the same places and weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from beatwise.errors import Refused
from beatwise.estimate import Estimate
from beatwise.evaluation.estimators.crossover import (
    CrossoverEffect,
    crossover_effect,
    deal_again,
)
from beatwise.evaluation.estimators.holm import holm
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.evaluation.result.conclusion import Change, conclude, level_of, worth_of
from beatwise.evaluation.result.crossover.day_material import DayMaterial, check_weeks
from beatwise.evaluation.result.crossover.delivery_by_day import Delivery, delivery
from beatwise.evaluation.result.crossover.next_day import NextDay, next_day
from beatwise.evaluation.result.draw_spread import DrawSpread, spread_of
from beatwise.evaluation.result.material import delivery_shown, total_minutes
from beatwise.evaluation.result.power_recomputed import aims_of
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.strength import Strength, assigned_before, strength
from beatwise.evaluation.result.value_for_money import UnitCost, Value
from beatwise.evaluation.result.verdict import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class DayOutcome:
    """One outcome: in the areas, in their rings, and together; None where no ratio exists.

    ``prevented`` and ``prevented_net`` are incidents fewer on patrol days than other days of the
    same places make likely.
    """

    outcome: str
    inside: CrossoverEffect | None
    rings: CrossoverEffect | None
    net: CrossoverEffect | None
    adjusted_p: float | None = None

    @property
    def prevented(self) -> Estimate | None:
        """Incidents prevented on patrol days in the areas."""
        return _prevented(self.inside)

    @property
    def prevented_net(self) -> Estimate | None:
        """Incidents prevented on patrol days in areas and rings together."""
        return _prevented(self.net)


@dataclass(frozen=True, slots=True, eq=False)
class DayResult:
    """The result; ``primary`` decides and ``words`` is the verdict in one sentence.

    ``alpha`` is the level of this look; ``spread`` what other draws of the days would have given,
    where these were not locked before the first outcome month.
    """

    material: DayMaterial
    standing: Standing
    alpha: float
    primary: DayOutcome
    secondary: tuple[DayOutcome, ...]
    verdict: Verdict
    words: str
    strength: Strength
    events: tuple[OtherEvent, ...]
    delivery: Delivery | None
    next_day: NextDay | None
    value: Value | None
    theory_gaps: tuple[str, ...]
    powered: bool
    power_again: float | None
    spread: DrawSpread | None = None


def evaluate_days(
    material: DayMaterial,
    standing: Standing,
    *,
    outcome_words: str,
    events: tuple[OtherEvent, ...] = (),
    unit: UnitCost | None = None,
) -> DayResult:
    """Return the result of the material under its protocol.

    Raises ``MissingData`` where the extract covers no week, ``BadInput`` where the days drawn again
    are not those of the protocol, ``Conflict`` for a look that was not planned.
    """
    protocol = material.protocol
    alpha = level_of(protocol, material.until)
    check_weeks(material)
    covered = material.covered
    on = material.patrolled[:, covered]
    again = deal_again(on, protocol.decision.permutations, protocol.seed + 1)
    primary, *others = [_outcome(material, name, on, again, alpha) for name in protocol.outcomes]
    adjusted = holm([None if o.inside is None else o.inside.p_value for o in others])
    inside = primary.inside
    change = Change(None, None, None)
    if inside is not None:
        change = Change(
            inside.percent, inside.percent_interval, inside.p_value,
            (inside.patrol_count, inside.other_count),
        )  # fmt: skip
    power = _power_again(material)
    conclusion = conclude(protocol, change, alpha, power, outcome_words)
    overlapping = tuple(e for e in events if e.during(protocol.patrols))
    minutes = {grade: of_day[:, covered] for grade, of_day in material.minutes.items()}
    worth = worth_of(protocol, conclusion.verdict, unit, primary.prevented_net)
    return DayResult(
        material=material,
        standing=standing,
        alpha=alpha,
        primary=primary,
        secondary=tuple(
            replace(o, adjusted_p=p) for o, p in zip(others, adjusted, strict=True)
        ),
        verdict=conclusion.verdict,
        words=conclusion.words,
        strength=strength(
            protocol, standing,
            towns=(), events=len(overlapping), valued=worth is not None,
            minutes=total_minutes(minutes), delivery=delivery_shown(minutes, on),
        ),
        spread=None if inside is None or assigned_before(protocol, standing)
        else spread_of(inside.placebo),
        events=overlapping,
        delivery=delivery(minutes, on, inside) if minutes else None,
        next_day=None if inside is None else next_day(
            material.areas[protocol.primary][:, covered], on, np.flatnonzero(material.weeks),
            inside.estimate, again,
        ),
        value=worth,
        theory_gaps=check_theory(protocol, minutes_known=bool(minutes)),
        powered=conclusion.powered,
        power_again=power,
    )  # fmt: skip


def _power_again(material: DayMaterial) -> float | None:
    """Return the power for the smallest effect that matters, from the areas' own days before.

    None where the protocol states none, or without days before.
    """
    protocol, history = material.protocol, material.history
    if protocol.power is None or history is None or not history.size:
        return None
    return material.design.power(history, aims_of(protocol))


def _outcome(
    material: DayMaterial,
    outcome: str,
    on: NDArray[np.bool_],
    again: NDArray[np.bool_],
    alpha: float,
) -> DayOutcome:
    """Return one outcome; ``on`` is (areas, days covered), ``again`` (deals, areas × days)."""
    inside = material.areas[outcome][:, material.covered]
    rings = material.rings[outcome][:, material.covered]

    def effect(counts: NDArray[np.int64]) -> CrossoverEffect | None:
        try:
            return crossover_effect(counts, on, alpha=alpha, again=again)
        except Refused:
            return None

    return DayOutcome(outcome, effect(inside), effect(rings), effect(inside + rings))


def _prevented(effect: CrossoverEffect | None) -> Estimate | None:
    """Return incidents fewer than other days make likely, with the ends that the interval gives."""
    if effect is None:
        return None

    def fewer(log_ratio: float | None) -> float | None:
        return None if log_ratio is None else effect.patrol_count * float(np.expm1(-log_ratio))

    low, high = effect.interval
    return Estimate(fewer(effect.estimate) or 0.0, fewer(high), fewer(low), unit="incidents")
