"""How much a result owes to a threshold: the visits at each value of a published list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from beatwise import data
from beatwise.delivery.delivered_visit import DeliveredVisit
from beatwise.delivery.evidence.evidence import Evidence
from beatwise.delivery.ground_in_force import spots_of
from beatwise.delivery.measurement.measurement import Measurement
from beatwise.delivery.measurement.tracked_visits import tracked_visits
from beatwise.delivery.visit_rule import VisitRule
from beatwise.delivery.visits import presence
from beatwise.fields import document


FILE = ("delivery", "sensitivity.toml")


@dataclass(frozen=True, slots=True)
class VisitsAt:
    """The visits by trackers when one threshold has another value."""

    threshold: str
    value: float
    visits: tuple[DeliveredVisit, ...]

    @property
    def officer_minutes(self) -> float:
        """Minutes of these visits, counted for each person."""
        return sum(visit.officer_minutes for visit in self.visits)


def sensitivity_list() -> dict[str, tuple[float, ...]]:
    """Return threshold → the values at which visits are saved, from the shipped list."""
    with document(data.text(*FILE), "/".join(FILE), decimals=False) as fields:
        fields.exactly("format", 1)
        return {
            name: tuple(float(value) for value in values)
            for name, values in fields.table("thresholds").data.items()
            if isinstance(values, list)
        }


def visits_at(
    result: Measurement, evidence: Evidence, values: Mapping[str, Sequence[float]]
) -> list[VisitsAt]:
    """Return the visits at each value of each threshold, the others as they were.

    Pings, spans and their completeness stay as measured, so that only the threshold differs.
    """
    pings = result.traces.pings
    spots = spots_of(pings, result.plan.ground)
    return [
        VisitsAt(name, value, _visits(result, evidence, spots, rule))
        for name, every in values.items()
        for value in every
        if (rule := _rule(result.rule, name, value)) is not None
    ]


def _rule(rule: VisitRule, name: str, value: float) -> VisitRule | None:
    """Return the rule with one threshold changed; None where that would be no rule."""
    least = value if name == "least_min" else rule.least_min
    full = value if name == "full_min" else rule.full_min
    return replace(rule, **{name: value}) if least <= full <= rule.most_min else None


def _visits(
    result: Measurement, evidence: Evidence, spots: NDArray[np.int16], rule: VisitRule
) -> tuple[DeliveredVisit, ...]:
    return tracked_visits(
        presence(result.traces.pings, spots, rule),
        result.spans,
        np.array(result.complete, bool),
        [spot.id for spot in result.plan.plan.spots],
        evidence.names,
        evidence.roster,
        rule,
    ).usable
