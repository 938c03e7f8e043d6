"""Design by day: draw patrol days inside each hot spot, and say what they could show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from beatwise.clock import MonthRange
from beatwise.errors import MissingData, Refused, UsageError
from beatwise.evaluation.designs.patrol_days import DrawnDays, count_days, drawn
from beatwise.evaluation.estimators.crossover import WEEK
from beatwise.evaluation.power.crossover_reach import crossover_reach
from beatwise.evaluation.power.daily_history import DayTraits, day_traits
from beatwise.evaluation.power.monthly_history import Traits
from beatwise.evaluation.power.reach import Reach
from beatwise.evaluation.protocol.interim_looks import last_level
from beatwise.evaluation.protocol.proposal import Assigned
from beatwise.journeys.evaluation.design_request import Asked
from beatwise.journeys.evaluation.outcomes import POLICE_UK, DatedPoints, dated_points_of
from beatwise.store.workspace import Workspace


FEWEST_WEEKS = 8
PROMISED = "A crossover leaves days without patrols, and the contract promises patrols every day."


def refuse_crossover(asked: Asked) -> None:
    """Raise ``Refused`` where days cannot be compared, ``UsageError`` for options out of place."""
    if asked.kind != "crossover":
        return
    if asked.source == POLICE_UK:
        raise Refused(
            "A crossover of patrol days and other days needs outcomes dated to the day; police.uk "
            "tells the month.",
            next_step="Gather a force's own extract (beatwise request) and name it with --source.",
        )
    if asked.daily_presence:
        raise Refused(
            PROMISED, next_step="Compare areas instead (--kind parallel), or agree the days first."
        )
    wish = asked.wish
    if wish.treat or wish.by_town or wish.drawn_within:
        raise UsageError(
            "a crossover takes no --treat, --by-town or --drawn-within.",
            next_step="Every area is patrolled, on days drawn by lot.",
        )


def drawn_for(assigned: Assigned, patrols: MonthRange, asked: Asked) -> DrawnDays | None:
    """Return the days drawn for a crossover; None for any other kind."""
    if asked.kind != "crossover":
        return None
    wish = asked.wish
    return drawn(patrols, len(assigned.areas), wish.patrol_days, wish.seed)


def days_reach(
    workspace: Workspace,
    outcome: str,
    assigned: Assigned,
    days: DrawnDays,
    seen: Traits,
    before: MonthRange,
    patrols: MonthRange,
    asked: Asked,
) -> tuple[Reach, DayTraits]:
    """Return what the drawn days can say, and the traits of the areas' own days before.

    Raises ``MissingData`` for too few whole weeks before.
    """
    points = dated_points_of(workspace, outcome, asked.source)
    shapes = [area.geometry for area in assigned.areas]
    history = days_before(points, shapes, before, patrols)
    weeks = history.shape[1] // WEEK
    if weeks < FEWEST_WEEKS:
        raise MissingData(
            f"only {weeks} whole weeks of '{asked.source}' lie in the months before.",
            next_step=f"Gather {FEWEST_WEEKS} weeks or more, or choose a later --start.",
        )
    decision = asked.decision
    found = crossover_reach(
        history, days.matrix(len(shapes)), (len(before), len(patrols)), seen,
        effects=asked.effects, smallest_effect=decision.smallest_effect, floor=decision.power_floor,
        alpha=last_level(decision.alpha, decision.looks, patrols), seed=asked.wish.seed,
    )  # fmt: skip
    return found, day_traits(history)


def days_before(
    points: DatedPoints,
    shapes: Sequence[shapely.Geometry],
    before: MonthRange,
    patrols: MonthRange,
) -> NDArray[np.int64]:
    """Return (areas, days) of the whole weeks of the months before that the extract covers.

    A week without any incident of any type is missing, never zero, and left out.
    """
    first = max(dt.date(before.first.year, before.first.month, 1).toordinal(), min(points.seen))
    last = min(dt.date(patrols.first.year, patrols.first.month, 1).toordinal(), max(points.seen))
    weeks = max(0, (last - first) // WEEK)
    counts = count_days(points.x, points.y, points.day, shapes, first, weeks * WEEK)
    return counts[:, np.repeat(covered(points.seen, first, weeks), WEEK)]


def covered(seen: frozenset[int], first: int, weeks: int) -> NDArray[np.bool_]:
    """Return which weeks from a first day (an ordinal) hold any incident of any type."""
    return np.array(
        [any(first + week * WEEK + day in seen for day in range(WEEK)) for week in range(weeks)],
        dtype=bool,
    )
