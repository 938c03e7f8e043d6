"""Crossover by day: each area is its own comparison, on days drawn by lot week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.evaluation.designs.patrol_days import PatrolDays
from beatwise.evaluation.designs.study_design import DesignWords, Fault, StudyArea
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.power.crossover import crossover_power
from beatwise.evaluation.power.crossover_reach import crossover_reach
from beatwise.evaluation.power.programme import Aims, History, Programme
from beatwise.evaluation.power.reach import Reach


WORDS = DesignWords(
    estimator="rate ratio of patrol days over other days",
    inference=(
        "permutation of the days of each place and week, as drawn, and the interval of that test"
    ),
    comparison="other days of the same places and weeks",
    where="in the patrolled areas on patrol days, against other days of the same weeks",
    lots="days",
    parts="places",
)


@dataclass(frozen=True, slots=True)
class Crossover:
    """Patrol days and other days of the same areas and weeks."""

    days: PatrolDays
    words: ClassVar[DesignWords] = WORDS
    needs_comparison: ClassVar[bool] = False
    compares_days: ClassVar[bool] = True

    def question(self, outcome: str, patrols: MonthRange) -> str:
        """Return the question it answers; ``outcome`` is in words."""
        return (
            f"Was less {outcome} recorded in these areas on the days drawn for foot patrols, "
            f"{patrols.words}, than on the other days of the same weeks?"
        )

    def faults(self, areas: Sequence[StudyArea], patrols: MonthRange) -> list[Fault]:
        """Return the rules of a crossover: no comparison area, and weeks that can be drawn."""
        days = self.days
        compared = [a.name for a in areas if not a.treated]
        whole = days.weeks >= 1 and 1 <= days.patrol_days < WEEK
        return [
            Fault(
                bool(compared),
                f"'{(compared or [''])[0]}' is a comparison area; in a crossover each area is its "
                "own.",
                "Leave it out, or compare areas side by side.",
            ),
            Fault(
                not whole,
                f"{days.patrol_days} patrol days of {WEEK} in {days.weeks} weeks cannot be drawn.",
                "Leave at least one day of each week with patrols and one without.",
            ),
            Fault(
                not self._inside(patrols, whole=whole),
                f"the drawn weeks from {days.first} do not lie in the months {patrols}.",
                "Draw whole weeks of the patrolled months: beatwise design does.",
            ),
        ]

    def _inside(self, patrols: MonthRange, *, whole: bool) -> bool:
        """Whether the weeks lie in these months; counted only where they are ``whole``."""
        days, after = self.days, patrols.last + 1
        first = dt.date(patrols.first.year, patrols.first.month, 1)
        end = dt.date(after.year, after.month, 1)
        if not (first <= days.first and days.weeks <= (end - first).days):
            return False
        return not whole or days.first + dt.timedelta(weeks=days.weeks) <= end

    def too_few(self, programme: Programme, alpha: float) -> str | None:
        """Return no warning: the days of a few weeks can be dealt in ways enough."""
        return None

    def reach(self, history: History, aims: Aims) -> Reach:
        """Return what it can say, from the areas' own days before."""
        days = self.days.matrix(len(history.of_days))
        return crossover_reach(history, days, aims)

    def power(self, of_days: NDArray[np.int64], aims: Aims) -> float:
        """Return the power (0 to 1) for the smallest effect that matters.

        ``of_days`` is (areas, days) of the areas' own whole weeks before.
        """
        days = self.days.matrix(len(of_days))
        return crossover_power(
            of_days, days, aims.smallest_effect, alpha=aims.alpha, seed=aims.seed
        )
