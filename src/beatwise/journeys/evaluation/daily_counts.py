"""Incidents by area and day: the whole weeks before, and the weeks that an extract covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.estimators.point_counts import count_days
from beatwise.journeys.evaluation.outcomes import DatedPoints


def days_before(
    points: DatedPoints,
    shapes: Sequence[shapely.Geometry],
    before: MonthRange,
    patrols: MonthRange,
) -> NDArray[np.int64]:
    """Return (areas, days) of the whole weeks of the months before that the extract covers.

    A week without any incident of any type is missing, never zero, and left out.
    """
    first = max(
        dt.date(before.first.year, before.first.month, 1).toordinal(), min(points.days_covered)
    )
    last = min(
        dt.date(patrols.first.year, patrols.first.month, 1).toordinal(), max(points.days_covered)
    )
    weeks = max(0, (last - first) // WEEK)
    counts = count_days(points.x, points.y, points.day, shapes, first, weeks * WEEK)
    return counts[:, np.repeat(covered(points.days_covered, first, weeks), WEEK)]


def covered(days: frozenset[int], first: int, weeks: int) -> NDArray[np.bool_]:
    """Return which weeks from a first day (an ordinal) hold any incident of any type."""
    return np.array(
        [any(first + week * WEEK + day in days for day in range(WEEK)) for week in range(weeks)],
        dtype=bool,
    )
