"""Design by step: every unit starts in the end, in a month drawn by lot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.clock import Month, MonthRange
from beatwise.errors import UsageError
from beatwise.evaluation.estimators.stepped.dealings import smallest_dealt_p
from beatwise.evaluation.power.stepped_reach import step_offsets
from beatwise.evaluation.protocol.proposal import Assigned
from beatwise.journeys.evaluation.design_request import Asked


def step_months(patrols: MonthRange, steps: int) -> tuple[Month, ...]:
    """Return the month in which each step starts. Raises ``UsageError`` for too few months."""
    if len(patrols) < steps + 1:
        raise UsageError(
            f"{steps} steps do not fit into {len(patrols)} months.",
            next_step=f"Give {steps + 1} months or more, or fewer --steps: the last step is "
            "followed for a while too.",
        )
    return tuple(patrols.first + offset for offset in step_offsets(len(patrols), steps))


def refuse_stepped(asked: Asked) -> None:
    """Raise ``UsageError`` for options that make no sense where every unit starts in the end."""
    wish = asked.wish
    if asked.kind != "stepped":
        return
    if wish.treat or wish.drawn_within or wish.treated_towns or wish.controls != 1:
        raise UsageError(
            "stepped starts take no --treat, --drawn-within, --treated-towns or --controls.",
            next_step="Every area is patrolled in the end; when it starts is drawn by lot.",
        )


def starts_of(assigned: Assigned, before: MonthRange) -> NDArray[np.int64]:
    """Return (units,) the months from the end of those before to each unit's start."""
    first = {area.unit: area.start for area in reversed(assigned.areas)}
    units = list(dict.fromkeys(area.unit for area in assigned.areas))
    months = [start.number - before.last.number - 1 for u in units if (start := first[u])]
    return np.array(months, dtype=np.int64)


def too_few_dealings(assigned: Assigned, before: MonthRange, alpha: float) -> str | None:
    """Warn where start months can be dealt in so few ways that no result could reach the level."""
    starts = starts_of(assigned, before)
    if not len(starts):
        return None
    smallest = smallest_dealt_p(starts)
    if smallest <= alpha:
        return None
    return (
        f"Too few dealings: {len(starts)} units in {len(np.unique(starts))} steps, so the smallest "
        f"p this design can ever give is {smallest:.3g}. No result can be called a change at "
        f"{alpha:g}; a permutation test is refused."
    )
