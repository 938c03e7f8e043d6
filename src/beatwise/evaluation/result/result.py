"""The result of an evaluation: everything a reader is told, computed from the material alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from beatwise.clock import Month
from beatwise.errors import Conflict, Refused
from beatwise.evaluation.estimators.dose_response import DoseResponse, dose_response
from beatwise.evaluation.estimators.holm import holm
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.interim_looks import levels
from beatwise.evaluation.protocol.lock import Lock
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.evaluation.result.effect import OutcomeEffect, outcome_effect
from beatwise.evaluation.result.material import Material, check_months
from beatwise.evaluation.result.parts_over_time import Part, places, quarters
from beatwise.evaluation.result.power_recomputed import overstated, power_again
from beatwise.evaluation.result.stepped_over_time import stepped_places, stepped_quarters
from beatwise.evaluation.result.strength import Strength, strength
from beatwise.evaluation.result.value_for_money import UnitCost, Value, value
from beatwise.evaluation.result.verdict import (
    AGAINST_AREAS,
    AGAINST_WAITING,
    Evidence,
    Verdict,
    sentence,
    verdict,
)


GRADES = {
    "A": "background tracker or radio",
    "B": "check-in and check-out at the place",
    "C": "supervisor's return",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the result came to be: what every page must say.

    ``retrospective`` lists the outcome months that were gathered before the lock;
    ``late_deviations`` the numbers of deviations recorded with outcome months at hand.
    """

    lock: Lock | None
    retrospective: tuple[Month, ...] = ()
    late_deviations: tuple[int, ...] = ()

    @property
    def marks(self) -> tuple[str, ...]:
        """The words that stand on every page."""
        found = []
        if self.lock is None:
            found.append("Exploratory: the protocol was not locked before the outcome was known.")
        if self.retrospective:
            found.append(
                "Retrospective: outcome months were at hand before the protocol was locked."
            )
        if self.lock is not None and self.lock.deviations:
            number = len(self.lock.deviations)
            late = len(self.late_deviations)
            known = f", {late} of them recorded with outcome months at hand" if late else ""
            found.append(
                f"{number} deviation{'s' if number > 1 else ''} from the locked protocol{known}."
            )
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The result. ``primary`` decides; the rest describe.

    ``words`` is the verdict in one sentence; ``alpha`` the level of this look. ``powered`` is
    whether the design reached its floor, and ``power_again`` its power made again from the months
    before alone.
    """

    material: Material
    standing: Standing
    alpha: float
    primary: OutcomeEffect
    secondary: tuple[OutcomeEffect, ...]
    verdict: Verdict
    words: str
    quarters: tuple[Part, ...]
    places: tuple[Part, ...]
    dose: tuple[DoseResponse, ...]
    dose_refused: str
    value: Value | None
    strength: Strength
    theory_gaps: tuple[str, ...]
    events: tuple[OtherEvent, ...]
    powered: bool
    power_again: float | None


def evaluate(
    material: Material,
    standing: Standing,
    *,
    outcome_words: str,
    events: Sequence[OtherEvent] = (),
    unit: UnitCost | None = None,
) -> Result:
    """Return the result of the material under its protocol.

    Raises ``MissingData`` without months on both sides, ``Refused`` when nothing was counted.
    """
    check_months(material)
    read = material.protocol
    alpha = level_of(read, material.until)
    primary = outcome_effect(material, read.primary, alpha)
    others = [outcome_effect(material, outcome, alpha) for outcome in read.secondary]
    adjusted = holm([other.inside.p_value for other in others])
    made = power_again(material)
    powered = read.can_answer and not overstated(read, made)
    answer = judge(read, primary, alpha, powered=powered)
    curves, refused = doses(material, read.primary)
    stepped = read.kind == "stepped"
    parts = (stepped_places if stepped else places)(material, read.primary)
    overlapping = tuple(e for e in events if e.during(read.before) or e.during(read.patrols))
    told = answer in (Verdict.FELL, Verdict.ROSE)
    worth = None
    if read.cost_pounds is not None:
        worth = value(read.primary, read.cost_pounds[0], unit, primary.prevented_net, told=told)
    minutes = sum(float(m.sum()) for m in material.minutes.values()) if material.minutes else None
    return Result(
        material=material,
        standing=standing,
        alpha=alpha,
        primary=primary,
        secondary=tuple(
            replace(o, adjusted_p=p) for o, p in zip(others, adjusted, strict=True)
        ),
        verdict=answer,
        words=sentence(
            answer, outcome_words, primary.inside.percent, primary.inside.interval, 1 - alpha,
            told_power(read, powered, made),
            where=AGAINST_WAITING if stepped else AGAINST_AREAS,
        ),
        quarters=(stepped_quarters if stepped else quarters)(material, read.primary),
        places=parts,
        dose=curves,
        dose_refused=refused,
        value=worth,
        strength=strength(
            read, locked=standing.lock is not None,
            deviations=len(standing.lock.deviations) if standing.lock else 0,
            towns=[part.name for part in parts], minutes=minutes,
            events=len(overlapping), valued=worth is not None,
        ),
        theory_gaps=check_theory(read, minutes_known=bool(material.minutes)),
        events=overlapping,
        powered=powered,
        power_again=made,
    )  # fmt: skip


def told_power(read: Protocol, powered: bool, made: float | None) -> float | None:
    """Return the power to be told: the stated one, unless the months before do not give it."""
    if read.power is None:
        return None
    return made if read.can_answer and not powered else read.power.at_smallest_effect


def judge(read: Protocol, found: OutcomeEffect, alpha: float, *, powered: bool) -> Verdict:
    """Return the verdict of the fixed table for the primary outcome."""
    inside = found.inside
    return verdict(
        Evidence(
            interval=inside.interval,
            powered=powered,
            p_value=inside.p_value,
            alpha=alpha,
            smallest_effect=read.decision.smallest_effect,
        )
    )


def level_of(read: Protocol, until: Month | None) -> float:
    """Return the level of a look; raises ``Conflict`` for a look the protocol did not plan."""
    decision = read.decision
    looks = sorted({m for m in decision.looks if m < read.patrols.last})
    if until is not None and until != read.patrols.last and until not in looks:
        raise Conflict(
            f"the protocol plans no look after {until}.",
            next_step="Its looks: " + (", ".join(map(str, looks)) or "none, only the end") + ".",
        )
    if not looks:
        return decision.alpha
    whole = len(read.patrols)
    at = [*looks, read.patrols.last]
    shares = [(look.number - read.patrols.first.number + 1) / whole for look in at]
    return levels(decision.alpha, shares)[at.index(until or read.patrols.last)]


def doses(material: Material, outcome: str) -> tuple[tuple[DoseResponse, ...], str]:
    """Return a dose curve for each grade of delivered minutes, and for all where several."""
    if not material.minutes:
        return (), "No delivered minutes were given, so there is no dose curve."
    counts, first = material.areas[outcome].astype(float), material.first_after
    before, after = counts[:, :first].sum(axis=1), counts[:, first:].sum(axis=1)
    kinds = dict(sorted(material.minutes.items()))
    if len(kinds) > 1:
        kinds["all"] = np.sum(list(kinds.values()), axis=0)
    curves, refused = [], ""
    for grade, minutes in kinds.items():
        try:
            curves.append(dose_response(before, after, minutes, material.month_counts, grade=grade))
        except Refused as refusal:
            refused = refusal.message
    return tuple(curves), "" if curves else refused
