"""Crossover by day: draw patrol days inside each hot spot, and learn from the days before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from beatwise.clock import MonthRange
from beatwise.errors import BadInput, MissingData, Refused, UsageError
from beatwise.evaluation.designs.crossover import Crossover
from beatwise.evaluation.designs.patrol_days import draw_patrol_days
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.power.daily_history import day_traits
from beatwise.evaluation.power.programme import History
from beatwise.evaluation.protocol.proposal import Assignment
from beatwise.evaluation.protocol.protocol import DAYS, POLICE_UK
from beatwise.journeys.evaluation.daily_counts import days_before
from beatwise.journeys.evaluation.design_request import Background, DesignRequest, Study
from beatwise.journeys.evaluation.eligible import Eligible, Wish, area_of
from beatwise.journeys.evaluation.outcomes import Points, dated_points_of


FEWEST_WEEKS = 8
PROMISED = "A crossover leaves days without patrols, and the contract promises patrols every day."


@dataclass(frozen=True, slots=True)
class CrossoverDraft:
    """So many days of each week in each area, drawn by lot.

    ``daily_presence`` is whether a contract promises patrols every day.
    """

    patrol_days: int = 3
    daily_presence: bool = False
    roles_decide: ClassVar[bool] = False

    def refuse(self, request: DesignRequest) -> None:
        """Raise ``Refused`` where days cannot be compared, ``UsageError`` for misplaced options."""
        if request.source == POLICE_UK:
            raise Refused(
                "A crossover of patrol days and other days needs outcomes dated to the day; "
                "police.uk tells the month.",
                next_step="Gather a force's own extract (beatwise request) and name it with "
                "--source.",
            )
        if self.daily_presence:
            raise Refused(
                PROMISED,
                next_step="Compare areas instead (--kind parallel), or agree the days first.",
            )
        wish = request.wish
        if wish.treat or wish.by_town or wish.drawn_within:
            raise UsageError(
                "a crossover takes no --treat, --by-town or --drawn-within.",
                next_step="Every area is patrolled, on days drawn by lot.",
            )

    def assign(
        self, eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]
    ) -> Assignment:
        """Return every area that may be patrolled. Raises ``BadInput`` where there is none."""
        compared = [
            (c.name, "compared, as the file has it")
            for c in eligible.areas
            if c.role == "comparison"
        ]
        mine = [c for c in eligible.areas if c.role != "comparison"]
        if not mine:
            raise BadInput(
                "no area is left to patrol.", next_step="Give areas that may be patrolled."
            )
        areas = tuple(area_of(c, c.id, "1", True) for c in mine)
        rule = (
            f"Every area is its own comparison: in each week {self.patrol_days} of its seven "
            "days were "
            f"drawn for patrols with seed {wish.seed}, each area apart."
        )
        return Assignment(areas, DAYS, "day", rule, (*eligible.excluded, *compared))

    def design(self, assignment: Assignment, patrols: MonthRange, seed: int) -> Crossover:
        """Draw the days, and return the design."""
        return Crossover(draw_patrol_days(patrols, len(assignment.areas), self.patrol_days, seed))

    def background(self, study: Study) -> Background:
        """Return what the areas' own days before show.

        Raises ``MissingData`` for too few whole weeks before.
        """
        points = dated_points_of(study.workspace, study.outcome, study.source)
        shapes = [area.geometry for area in study.assignment.areas]
        of_days = days_before(points, shapes, study.before, study.patrols)
        weeks = of_days.shape[1] // WEEK
        if weeks < FEWEST_WEEKS:
            raise MissingData(
                f"only {weeks} whole weeks of '{study.source}' lie in the months before.",
                next_step=f"Gather {FEWEST_WEEKS} weeks or more, or choose a later --start.",
            )
        return Background(History(study.programme, study.traits, of_days), day_traits(of_days))
