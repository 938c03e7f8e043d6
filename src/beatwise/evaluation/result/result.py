"""The result of an evaluation: everything a reader learns, computed from the material alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from beatwise.errors import Refused
from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.estimators.dose_response import DoseResponse, dose_response
from beatwise.evaluation.estimators.holm import holm
from beatwise.evaluation.estimators.study_panel import Panel
from beatwise.evaluation.protocol.cautions import OtherEvent
from beatwise.evaluation.protocol.protocol import Protocol
from beatwise.evaluation.protocol.theory_of_change import check_theory
from beatwise.evaluation.result.conclusion import Change, conclude, level_of, worth_of
from beatwise.evaluation.result.draw_spread import DrawSpread, draw_spread
from beatwise.evaluation.result.effect import OutcomeEffect, outcome_effect
from beatwise.evaluation.result.material import (
    Material,
    check_months,
    delivery_shown,
    total_minutes,
)
from beatwise.evaluation.result.power_recomputed import power_again
from beatwise.evaluation.result.result_standing import Standing
from beatwise.evaluation.result.strength import Strength, assigned_before, strength
from beatwise.evaluation.result.value_for_money import UnitCost, Value
from beatwise.evaluation.result.verdict import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The result. ``primary`` decides; the rest describe.

    ``words`` is the verdict in one sentence; ``alpha`` the level of this look. ``powered`` is
    whether the design reached its floor, and ``power_again`` its power made again from the months
    before alone; ``spread`` is what other draws would have given, where the draw was not locked
    before the first outcome month.
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
    spread: DrawSpread | None = None


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
    protocol, design = material.protocol, material.design
    alpha = level_of(protocol, material.until)
    primary = outcome_effect(material, protocol.primary, alpha)
    others = [outcome_effect(material, outcome, alpha) for outcome in protocol.secondary]
    adjusted = holm([other.inside.p_value for other in others])
    again = power_again(material)
    inside = primary.inside
    change = Change(inside.percent, inside.interval, inside.p_value, tuple(inside.totals))
    conclusion = conclude(protocol, change, alpha, again, outcome_words)
    doses = dose_curves(material, protocol.primary)
    units = material.panel(protocol.primary)
    parts = design.parts(units)
    overlapping = tuple(
        e for e in events if e.during(protocol.before) or e.during(protocol.patrols)
    )
    worth = worth_of(protocol, conclusion.verdict, unit, primary.prevented_net)
    return Result(
        material=material,
        standing=standing,
        alpha=alpha,
        primary=primary,
        secondary=tuple(
            replace(o, adjusted_p=p) for o, p in zip(others, adjusted, strict=True)
        ),
        verdict=conclusion.verdict,
        words=conclusion.words,
        quarters=design.quarters(units),
        places=parts,
        dose=doses.curves,
        dose_refused=doses.refused,
        value=worth,
        strength=strength(
            protocol, standing,
            towns=[part.name for part in parts], minutes=total_minutes(material.minutes),
            delivery=delivery_shown(material.minutes, protocol.treated),
            events=len(overlapping), valued=worth is not None,
        ),
        spread=_spread(protocol, standing, units),
        theory_gaps=check_theory(protocol, minutes_known=bool(material.minutes)),
        events=overlapping,
        powered=conclusion.powered,
        power_again=again,
    )  # fmt: skip


def _spread(protocol: Protocol, standing: Standing, units: Panel) -> DrawSpread | None:
    """Return what other draws would have given, where this one was not made before."""
    begun = units.begun()
    if not protocol.by_lot or assigned_before(protocol, standing) or not begun.treated.any():
        return None
    return draw_spread(begun, protocol.seed)


@dataclass(frozen=True, slots=True)
class Doses:
    """Dose curves by grade of evidence, or why there are none."""

    curves: tuple[DoseResponse, ...]
    refused: str = ""


def dose_curves(material: Material, outcome: str) -> Doses:
    """Return a dose curve for each grade of delivered minutes, and for all where several."""
    if not material.minutes:
        return Doses((), "No delivered minutes were given, so there is no dose curve.")
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
    return Doses(tuple(curves), "" if curves else refused)
