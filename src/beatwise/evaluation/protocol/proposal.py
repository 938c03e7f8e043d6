"""A design as proposed: the protocol it would lock, and everything its page says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.evaluation.designs.patrol_days import DrawnDays, days_mapping
from beatwise.evaluation.power.daily_history import DayTraits
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.calendar import Dates
from beatwise.evaluation.protocol.outcome_names import in_words
from beatwise.evaluation.protocol.protocol import (
    FORMAT,
    Decision,
    Protocol,
    ProtocolArea,
    TheoryStep,
)
from beatwise.evaluation.protocol.theory_of_change import usual_theory


RATE_RATIO = "rate ratio of patrol days over other days"
DEALT = "permutation of the days of each place and week, as drawn, and the interval of that test"
STARTS = "permutation of the start months, as drawn, with the jackknife interval from six units on"
WITH_CR3 = "permutation as drawn, with the CR3 interval from six treated units on"


@dataclass(frozen=True, slots=True)
class Assigned:
    """Areas with their roles: what was drawn or matched, by which rule, and who was left out."""

    areas: tuple[ProtocolArea, ...]
    assignment: str
    unit: str
    rule: str
    excluded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A design with all that its page says.

    ``counts`` is (areas, months) of the primary outcome in ``months`` (month numbers with data);
    ``day_traits`` what the days before show, of a crossover.
    """

    protocol: Protocol
    reach: Reach
    traits: Traits
    dates: Dates
    counts: NDArray[np.int64]
    months: tuple[int, ...]
    missing: tuple[Month, ...]
    theory_gaps: tuple[str, ...]
    hot_spot_hashes: tuple[tuple[str, str], ...]
    day_traits: DayTraits | None = None

    @property
    def steps(self) -> int:
        """How many steps a stepped design has; 0 for any other."""
        return len({area.start for area in self.protocol.areas if area.start})


def protocol_mapping(
    assigned: Assigned,
    found: Reach,
    seen: Traits,
    *,
    outcomes: tuple[str, ...],
    source: str,
    force: str | None,
    before: MonthRange,
    patrols: MonthRange,
    kind: str,
    seed: int,
    ring_m: float,
    decision: Decision,
    warnings: tuple[str, ...],
    hashes: tuple[tuple[str, str], ...],
    cost: tuple[float, float, float] | None,
    days: DrawnDays | None = None,
    theory: Sequence[TheoryStep] = (),
    calendar: Dates | None = None,
) -> dict[str, Any]:
    """Return what ``protocol.toml`` says."""
    words = in_words(outcomes[0])
    said: dict[str, Any] = {
        "format": FORMAT,
        "title": f"Foot patrols and recorded {words}, {patrols.words}",
        "question": _question(words, patrols, kind),
        "outcome": {
            "primary": outcomes[0],
            "secondary": list(outcomes[1:]),
            "source": source,
            **({"force": force} if force else {}),
        },
        "periods": {"before": str(before), "patrols": str(patrols)},
        "design": {
            "kind": kind,
            "assignment": assigned.assignment,
            "unit": assigned.unit,
            "seed": seed,
            "rule": assigned.rule,
            "hot_spots": [f"{name} {value}" for name, value in hashes],
            "warnings": list(warnings),
        },
        "displacement": {"ring_m": ring_m},
        **({} if days is None else {"crossover": days_mapping(days)}),
        "decision": _decision(decision, kind),
        "power": _power(found, seen),
        **({} if calendar is None else {"calendar": _calendar(calendar)}),
    }
    if cost is not None:
        said["value"] = {"cost_pounds": list(cost)}
    said["excluded"] = [{"name": name, "reason": why} for name, why in assigned.excluded]
    said["theory"] = [
        {"stage": step.stage, "text": step.text, "measure": step.measure}
        for step in theory or usual_theory(outcomes)
    ]
    said["area"] = [area_mapping(area) for area in assigned.areas]
    return {key: value for key, value in said.items() if value != []}


def area_mapping(area: ProtocolArea) -> dict[str, Any]:
    """Return what the protocol says of one area; outlines in BNG metres to the centimetre."""
    said = {
        "id": area.id,
        "name": area.name,
        "role": area.role,
        "unit": area.unit,
        "block": area.block,
        "outline": shapely.to_wkt(area.geometry, rounding_precision=2),
    }
    return said if area.start is None else {**said, "start": str(area.start)}


def _question(words: str, patrols: MonthRange, kind: str) -> str:
    if kind == "crossover":
        return (
            f"Was less {words} recorded in these areas on the days drawn for foot patrols, "
            f"{patrols.words}, than on the other days of the same weeks?"
        )
    if kind == "stepped":
        return (
            f"Did foot patrols, started step by step from {patrols.first.name}, change recorded "
            f"{words} in the areas on patrol by {patrols.last.name}, against areas where they had "
            "not started yet?"
        )
    return (
        f"Did foot patrols from {patrols.first.name} change recorded {words} in the patrolled "
        f"areas by {patrols.last.name}, against comparison areas that were not patrolled?"
    )


def _decision(decision: Decision, kind: str) -> dict[str, Any]:
    return {
        "alpha": decision.alpha,
        "smallest_effect": decision.smallest_effect,
        "power_floor": decision.power_floor,
        "estimator": RATE_RATIO if kind == "crossover" else "Poisson difference-in-differences",
        "inference": {"crossover": DEALT, "stepped": STARTS}.get(kind, WITH_CR3),
        "permutations": decision.permutations,
        "looks": [str(month) for month in decision.looks],
        "spending": decision.spending,
    }


def _calendar(when: Dates) -> dict[str, Any]:
    return {
        "last_data": str(when.last_data),
        "published_after": when.lag,
        "writing": when.writing,
        "report": str(when.report),
        "office_ends": str(when.office_ends),
    }


def _power(found: Reach, seen: Traits) -> dict[str, Any]:
    best = found.detectable
    said: dict[str, Any] = {
        "at_smallest_effect": round(found.at_smallest[0], 4),
        "power_wanted": best.power_wanted,
        "variance_ratio": _rounded(seen.variance_ratio),
        "drift": _rounded(seen.drift),
        "drift_assumed": seen.drift_assumed,
        "months_before": best.months_before,
        "months_after": best.months_after,
        "smallest_p": best.smallest_p,
    }
    if best.estimate is not None:
        said["detectable_effect"] = best.estimate
    return said


def _rounded(found: Any) -> list[float]:
    return [round(found.value, 4), round(found.low, 4), round(found.high, 4)]
