"""The result of a crossover by day: patrol days against other days of the same places and weeks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month
from beatwise.errors import MissingData, Refused
from beatwise.evaluation.estimators.crossover import (
    WEEK,
    CrossoverEffect,
    crossover_effect,
    deal_again,
)
from beatwise.evaluation.estimators.holm import holm
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.evaluation.result.crossover.delivery_by_day import Delivery, delivery
from beatwise.evaluation.result.crossover.next_day import NextDay, next_day
from beatwise.evaluation.result.power_recomputed import days_power_again, overstated
from beatwise.evaluation.result.result import Standing, level_of, told_power
from beatwise.evaluation.result.strength import Strength, strength
from beatwise.evaluation.result.value_for_money import UnitCost, Value, value
from beatwise.evaluation.result.verdict import Evidence, Verdict, sentence, verdict


Three = tuple[float, float | None, float | None]
WHERE = "in the patrolled areas on patrol days, against other days of the same weeks"


@dataclass(frozen=True, slots=True, eq=False)
class DayMaterial:
    """Daily counts by outcome, (areas, days) from the protocol's first day on.

    ``weeks`` says which weeks the extract covers: the others are missing and left out.
    ``undated`` counts the incidents of each outcome that may have happened on more than one day;
    ``minutes`` is grade of evidence → (areas, days) delivered minutes, empty if unknown; ``until``
    the month of this look, at which the weeks end; ``history`` the primary outcome's (areas, days)
    of the whole weeks before, from which power is made again.
    """

    protocol: Protocol
    areas: dict[str, NDArray[np.int64]]
    rings: dict[str, NDArray[np.int64]]
    weeks: NDArray[np.bool_]
    undated: dict[str, int]
    minutes: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    until: Month | None = None
    history: NDArray[np.int64] | None = None

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Days of the weeks that the extract covers, of those counted."""
        return np.repeat(self.weeks, WEEK)


@dataclass(frozen=True, slots=True, eq=False)
class DayOutcome:
    """One outcome: in the areas, in their rings, and together; None where no ratio exists.

    ``prevented`` and ``prevented_net`` are incidents fewer on patrol days than other days of the
    same places make likely: value, low and high.
    """

    outcome: str
    inside: CrossoverEffect | None
    rings: CrossoverEffect | None
    net: CrossoverEffect | None
    adjusted_p: float | None = None

    @property
    def prevented(self) -> Three | None:
        """Incidents prevented on patrol days in the areas."""
        return _prevented(self.inside)

    @property
    def prevented_net(self) -> Three | None:
        """Incidents prevented on patrol days in areas and rings together."""
        return _prevented(self.net)


@dataclass(frozen=True, slots=True, eq=False)
class DayResult:
    """The result; ``primary`` decides and ``words`` is the verdict in one sentence.

    ``alpha`` is the level of this look.
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
    read, kept = material.protocol, material.kept
    alpha = level_of(read, material.until)
    if read.days is None or not material.weeks.any():
        raise MissingData("the extract covers no week of the drawn days.")
    on = read.days.matrix(len(read.areas))[:, : len(kept)][:, kept]
    again = deal_again(on, read.decision.permutations, read.seed + 1)
    found = [_outcome(material, outcome, on, again, alpha) for outcome in read.outcomes]
    adjusted = holm([None if o.inside is None else o.inside.p_value for o in found[1:]])
    inside = found[0].inside
    ends = None if inside is None else inside.percent_interval
    p = None if inside is None else inside.p_value
    whole = read.days.matrix(len(read.areas))
    made = days_power_again(read, material.history, whole)
    powered = read.can_answer and not overstated(read, made)
    answer = verdict(Evidence(ends, powered, p, alpha, read.decision.smallest_effect))
    overlapping = tuple(e for e in events if e.during(read.patrols))
    minutes = {grade: of_day[:, kept] for grade, of_day in material.minutes.items()}
    told = answer in (Verdict.FELL, Verdict.ROSE)
    worth = None
    if read.cost_pounds is not None:
        worth = value(read.primary, read.cost_pounds[0], unit, found[0].prevented_net, told=told)
    return DayResult(
        material=material,
        standing=standing,
        alpha=alpha,
        primary=found[0],
        secondary=tuple(
            replace(o, adjusted_p=p) for o, p in zip(found[1:], adjusted, strict=True)
        ),
        verdict=answer,
        words=sentence(
            answer, outcome_words, None if inside is None else inside.percent, ends,
            1 - alpha, told_power(read, powered, made), where=WHERE,
        ),
        strength=strength(
            read, locked=standing.lock is not None,
            deviations=len(standing.lock.deviations) if standing.lock else 0,
            towns=(), events=len(overlapping), valued=worth is not None,
            minutes=sum(float(m.sum()) for m in minutes.values()) if minutes else None,
        ),
        events=overlapping,
        delivery=delivery(minutes, on, inside) if minutes else None,
        next_day=None if inside is None else next_day(
            material.areas[read.primary][:, kept], on, np.flatnonzero(material.weeks),
            inside.estimate, again,
        ),
        value=worth,
        theory_gaps=check_theory(read, minutes_known=bool(minutes)),
        powered=powered,
        power_again=made,
    )  # fmt: skip


def _outcome(
    material: DayMaterial,
    outcome: str,
    on: NDArray[np.bool_],
    again: NDArray[np.bool_],
    alpha: float,
) -> DayOutcome:
    inside = material.areas[outcome][:, material.kept]
    rings = material.rings[outcome][:, material.kept]

    def effect(counts: NDArray[np.int64]) -> CrossoverEffect | None:
        try:
            return crossover_effect(counts, on, alpha=alpha, again=again)
        except Refused:
            return None

    return DayOutcome(outcome, effect(inside), effect(rings), effect(inside + rings))


def _prevented(found: CrossoverEffect | None) -> Three | None:
    """Return incidents fewer than other days make likely, with the ends that the interval gives."""
    if found is None:
        return None

    def fewer(log_ratio: float | None) -> float | None:
        return None if log_ratio is None else found.patrol_count * float(np.expm1(-log_ratio))

    low, high = found.interval
    return fewer(found.estimate) or 0.0, fewer(high), fewer(low)
