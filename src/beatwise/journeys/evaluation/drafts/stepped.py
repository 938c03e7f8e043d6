"""Stepped starts: every unit starts in the end, in a month drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from beatwise.clock import Month, MonthRange
from beatwise.errors import BadInput, UsageError
from beatwise.evaluation.designs.stepped import Stepped
from beatwise.evaluation.power.programme import History
from beatwise.evaluation.power.stepped_reach import step_offsets
from beatwise.evaluation.protocol.proposal import Assignment
from beatwise.journeys.evaluation.design_request import Background, DesignRequest, Study
from beatwise.journeys.evaluation.eligible import Eligible, Wish, area_of
from beatwise.journeys.evaluation.outcomes import Points
from beatwise.plurals import counted


def step_months(patrols: MonthRange, steps: int) -> tuple[Month, ...]:
    """Return the month in which each step starts. Raises ``UsageError`` for too few months."""
    if len(patrols) < steps + 1:
        raise UsageError(
            f"{steps} steps do not fit into {counted(len(patrols), 'month')}.",
            next_step=f"Give {steps + 1} months or more, or fewer --steps: the last step is "
            "followed for a while too.",
        )
    return tuple(patrols.first + offset for offset in step_offsets(len(patrols), steps))


@dataclass(frozen=True, slots=True)
class SteppedDraft:
    """Hot spots or whole towns that start in these months, in an order drawn by lot."""

    steps: tuple[Month, ...]
    roles_decide: ClassVar[bool] = False

    def refuse(self, request: DesignRequest) -> None:
        """Raise ``UsageError`` for options without a meaning where every unit starts."""
        wish = request.wish
        if wish.treat or wish.drawn_within or wish.treated_towns or wish.controls != 1:
            raise UsageError(
                "stepped starts take no --treat, --drawn-within, --treated-towns or --controls.",
                next_step="Every area is patrolled in the end; when it starts is drawn by lot.",
            )

    def assign(
        self, eligible: Eligible, wish: Wish, points: Points, months: Sequence[int]
    ) -> Assignment:
        """Draw the step in which each unit starts. Raises ``BadInput`` for too few units."""
        units = list(dict.fromkeys(c.town if wish.by_town else c.id for c in eligible.areas))
        what = "town" if wish.by_town else "hot spot"
        if "" in units:
            raise BadInput(
                "an area lies in no town of the workspace, so towns cannot be assigned.",
                next_step="Gather the towns' boundaries, or leave --by-town out.",
            )
        if len(units) < len(self.steps):
            raise BadInput(
                f"{len(units)} {what}s are too few for {len(self.steps)} steps.",
                next_step=f"Ask for at most {len(units)} --steps, or give more areas.",
            )
        order = np.random.default_rng(wish.seed).permutation(len(units))
        start = {
            units[i]: self.steps[at * len(self.steps) // len(units)] for at, i in enumerate(order)
        }
        areas = tuple(
            area_of(c, unit, "1", True, start[unit])
            for c in eligible.areas
            for unit in [c.town if wish.by_town else c.id]
        )
        rule = (
            f"Every {what} starts; in which of {len(self.steps)} steps was drawn with seed "
            f"{wish.seed}."
        )
        return Assignment(areas, "one draw", what, rule, eligible.excluded)

    def design(self, assignment: Assignment, patrols: MonthRange, seed: int) -> Stepped:
        """Return the design."""
        return Stepped()

    def background(self, study: Study) -> Background:
        """Return what the months before show."""
        return Background(History(study.programme, study.traits))
