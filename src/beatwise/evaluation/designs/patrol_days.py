"""Which days are patrolled where: drawn by lot from a published seed, week by week."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.estimators.crossover import WEEK, draw_days


@dataclass(frozen=True, slots=True)
class PatrolDays:
    """The rule of a draw, and the hash of what it gave.

    ``first`` is the first day; ``weeks`` run on from it; ``daily_presence`` says whether a contract
    promises patrols every day, against which a crossover cannot be set.
    """

    first: dt.date
    weeks: int
    patrol_days: int
    seed: int
    sha256: str
    daily_presence: bool

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Every day of the trial."""
        return tuple(self.first + dt.timedelta(days=i) for i in range(self.weeks * WEEK))

    def matrix(self, areas: int) -> NDArray[np.bool_]:
        """Draw again: (areas, days), true where patrolled. Raises ``BadInput`` if it differs."""
        days = draw_days(areas, self.weeks, self.patrol_days, self.seed)
        if days_hash(days) != self.sha256:
            raise BadInput(
                "the days drawn again are not those of the protocol.",
                next_step="Someone changed the areas, the seed or the rule; design it afresh.",
            )
        return days


def draw_patrol_days(patrols: MonthRange, areas: int, patrol_days: int, seed: int) -> PatrolDays:
    """Draw the days of these months in whole weeks; the last days that fill none are left out."""
    first = dt.date(patrols.first.year, patrols.first.month, 1)
    after = patrols.last + 1
    weeks = (dt.date(after.year, after.month, 1) - first).days // WEEK
    days = draw_days(areas, weeks, patrol_days, seed)
    return PatrolDays(first, weeks, patrol_days, seed, days_hash(days), daily_presence=False)


def days_hash(days: NDArray[np.bool_]) -> str:
    """Return the hash of drawn days: one line of 0 and 1 for each area."""
    lines = ("".join("1" if day else "0" for day in row) for row in days)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
