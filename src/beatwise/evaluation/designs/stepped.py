"""Stepped starts: every unit is patrolled in the end; the month in which it starts is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from beatwise.clock import MonthRange
from beatwise.evaluation.designs.over_time import Part
from beatwise.evaluation.designs.stepped_over_time import stepped_places, stepped_quarters
from beatwise.evaluation.designs.study_design import DesignWords, Fault, StudyArea
from beatwise.evaluation.estimators.stepped.dealings import smallest_dealt_p
from beatwise.evaluation.estimators.study_panel import Panel, Totals
from beatwise.evaluation.power.programme import Aims, History, Programme
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.power.stepped import stepped_power
from beatwise.evaluation.power.stepped_reach import stepped_reach
from beatwise.plurals import counted


WORDS = DesignWords(
    estimator="Poisson difference-in-differences",
    inference=(
        "permutation of the start months, as drawn, with the jackknife interval from six units on"
    ),
    comparison="areas not yet patrolled",
    where="in the areas on patrol, against areas not yet patrolled",
    lots="start months",
    parts="steps",
)


@dataclass(frozen=True, slots=True)
class Stepped:
    """Areas that start in different months, each its own before."""

    words: ClassVar[DesignWords] = WORDS
    needs_comparison: ClassVar[bool] = False
    compares_days: ClassVar[bool] = False
    compares_counts: ClassVar[bool] = False

    def question(self, outcome: str, patrols: MonthRange) -> str:
        """Return the question it answers; ``outcome`` is in words."""
        return (
            f"Did foot patrols, started step by step from {patrols.first.name}, change recorded "
            f"{outcome} in the areas on patrol by {patrols.last.name}, against areas where they "
            "had not started yet?"
        )

    def faults(self, areas: Sequence[StudyArea], patrols: MonthRange) -> list[Fault]:
        """Return the rules of stepped starts: one for each area, one a unit, two months or more."""
        without = [a.name for a in areas if a.treated and a.start is None]
        starts: dict[str, set[object]] = {}
        for area in areas:
            starts.setdefault(area.unit, set()).add(area.start)
        torn = [unit for unit, months in starts.items() if len(months) > 1]
        return [
            Fault(
                bool(without),
                f"the area '{(without or [''])[0]}' has no start, and starts are stepped.",
                "Give each area the month in which its patrols start.",
            ),
            Fault(
                bool(torn),
                f"the areas of the unit '{(torn or [''])[0]}' start in different months.",
                "Whoever is assigned together must start together.",
            ),
            Fault(
                len({a.start for a in areas if a.treated}) < 2,
                "every area starts in the same month, so nothing is stepped.",
                "Let areas start in two months or more, or compare areas side by side.",
            ),
        ]

    def too_few(self, programme: Programme, alpha: float) -> str | None:
        """Warn where start months can be dealt in so few ways that no p could reach the level."""
        starts = programme.starts
        smallest = smallest_dealt_p(starts)
        if smallest <= alpha:
            return None
        return (
            f"Too few dealings: {counted(len(starts), 'unit')} in {len(np.unique(starts))} "
            f"steps, so the "
            f"smallest p this design can ever give is {smallest:.3g}. No result can be called a "
            f"change at {alpha:g}; a permutation test is refused."
        )

    def reach(self, history: History, aims: Aims) -> Reach:
        """Return what it can say, from what came before."""
        return stepped_reach(history.programme, history.traits, aims)

    def power(self, history: History, aims: Aims) -> float:
        """Return the power (0 to 1) for the smallest effect that matters."""
        traits = history.traits
        return stepped_power(
            history.programme, aims.smallest_effect, traits.variance_ratio.value,
            traits.drift.value, alpha=aims.alpha, seed=aims.seed,
        )  # fmt: skip

    def totals(self, units: Panel) -> Totals:
        """Return incidents in unit-months off and on patrol; nothing is compared besides."""
        on = np.arange(units.counts.shape[1]) >= units.start[:, None]
        return Totals(int(units.counts[~on].sum()), int(units.counts[on].sum()), 0, 0)

    def quarters(self, units: Panel) -> tuple[Part, ...]:
        """Return the change around each unit's own start, quarter by quarter."""
        return stepped_quarters(units)

    def parts(self, units: Panel) -> tuple[Part, ...]:
        """Return the change of each step on its own."""
        return stepped_places(units)
