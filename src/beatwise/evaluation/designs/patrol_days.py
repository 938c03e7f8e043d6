"""Which days are patrolled where: drawn by lot from a published seed, week by week."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.errors import BadInput
from beatwise.evaluation.estimators.crossover import WEEK, draw_days


@dataclass(frozen=True, slots=True)
class DrawnDays:
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


def drawn(patrols: MonthRange, areas: int, patrol_days: int, seed: int) -> DrawnDays:
    """Draw the days of these months in whole weeks; the last days that fill none are left out."""
    first = dt.date(patrols.first.year, patrols.first.month, 1)
    after = patrols.last + 1
    weeks = (dt.date(after.year, after.month, 1) - first).days // WEEK
    days = draw_days(areas, weeks, patrol_days, seed)
    return DrawnDays(first, weeks, patrol_days, seed, days_hash(days), daily_presence=False)


def days_hash(days: NDArray[np.bool_]) -> str:
    """Return the hash of drawn days: one line of 0 and 1 for each area."""
    lines = ("".join("1" if day else "0" for day in row) for row in days)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def days_mapping(days: DrawnDays) -> dict[str, Any]:
    """Return what the protocol says of the draw."""
    return {
        "first_day": days.first.isoformat(),
        "weeks": days.weeks,
        "patrol_days_a_week": days.patrol_days,
        "seed": days.seed,
        "drawn_sha256": days.sha256,
        "daily_presence_promised": days.daily_presence,
    }


def read_days(said: dict[str, Any]) -> DrawnDays:
    """Read what the protocol says of the draw."""
    return DrawnDays(
        first=dt.date.fromisoformat(str(said["first_day"])),
        weeks=int(said["weeks"]),
        patrol_days=int(said["patrol_days_a_week"]),
        seed=int(said["seed"]),
        sha256=str(said["drawn_sha256"]),
        daily_presence=bool(said["daily_presence_promised"]),
    )


def count_days(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    day: NDArray[np.int64],
    shapes: Sequence[shapely.Geometry],
    first: int,
    days: int,
) -> NDArray[np.int64]:
    """Return (areas, days) counts; ``day`` and ``first`` are ordinals (``date.toordinal``)."""
    from beatwise.evaluation.estimators.point_counts import count_panel

    return count_panel(x, y, day, shapes, range(first, first + days))
