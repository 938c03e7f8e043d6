"""Side by side: some areas are patrolled, others like them are not, in the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from beatwise.clock import MonthRange
from beatwise.evaluation.designs.over_time import Part, places, quarters
from beatwise.evaluation.designs.study_design import DesignWords, Fault, StudyArea
from beatwise.evaluation.estimators.study_panel import Panel, Totals
from beatwise.evaluation.power.programme import Aims, History, Programme
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.power.side_by_side import power
from beatwise.evaluation.power.side_by_side_reach import reach


WORDS = DesignWords(
    estimator="Poisson difference-in-differences",
    inference="permutation as drawn, with the CR3 interval from six treated units on",
    comparison="comparison areas",
    where="in the patrolled areas, against the comparison areas",
    lots="areas",
    parts="places",
)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Patrolled and comparison areas, side by side."""

    words: ClassVar[DesignWords] = WORDS
    needs_comparison: ClassVar[bool] = True
    compares_days: ClassVar[bool] = False
    compares_counts: ClassVar[bool] = True

    def question(self, outcome: str, patrols: MonthRange) -> str:
        """Return the question it answers; ``outcome`` is in words."""
        return (
            f"Did foot patrols from {patrols.first.name} change recorded {outcome} in the "
            f"patrolled areas by {patrols.last.name}, against comparison areas that were not "
            "patrolled?"
        )

    def faults(self, areas: Sequence[StudyArea], patrols: MonthRange) -> list[Fault]:
        """Return no rules: those of every protocol are enough."""
        return []

    def too_few(self, programme: Programme, alpha: float) -> str | None:
        """Warn where so few units are assigned that no result could reach the level."""
        smallest = programme.smallest_p
        count = int(programme.treated.sum())
        words = f"{count} of {len(programme.mean)} units are patrolled"
        if smallest > alpha:
            return (
                f"Too few assignments: {words}, so the smallest p this design can ever give is "
                f"{smallest:.3g}. No result can be called a change at {alpha:g}; a permutation "
                "test is refused."
            )
        if smallest > alpha / 2:
            return (
                f"Few assignments: {words}; the smallest p this design can give is {smallest:.3g}."
            )
        return None

    def reach(self, history: History, aims: Aims) -> Reach:
        """Return what it can say, from what came before."""
        return reach(history.programme, history.traits, aims)

    def power(self, history: History, aims: Aims) -> float:
        """Return the power (0 to 1) for the smallest effect that matters."""
        traits = history.traits
        return power(
            history.programme, aims.smallest_effect,
            variance_ratio=traits.variance_ratio.value, drift=traits.drift.value,
            alpha=aims.alpha, seed=aims.seed,
        ).verdict  # fmt: skip

    def totals(self, units: Panel) -> Totals:
        """Return the incidents behind its estimate."""
        treated, before, after = units.treated, units.before, units.after
        return Totals(
            int(before[treated].sum()),
            int(after[treated].sum()),
            int(before[~treated].sum()),
            int(after[~treated].sum()),
        )

    def quarters(self, units: Panel) -> tuple[Part, ...]:
        """Return the change quarter by quarter."""
        return quarters(units)

    def parts(self, units: Panel) -> tuple[Part, ...]:
        """Return the change of each place on its own."""
        return places(units)
