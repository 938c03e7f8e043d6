"""Crossover by day: patrol days and other days in the same places, drawn by lot week by week.

Needs outcomes dated to the day. It can only find what a patrol does on its own day, and it must not
be set against a contract that promises daily presence.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused


WEEK = 7


@dataclass(frozen=True, slots=True, eq=False)
class CrossoverEffect:
    """The log ratio of incidents a day, patrol days over other days in the same places.

    ``p_value`` deals the days of each place and week again, as they were drawn.
    """

    estimate: float
    p_value: float
    assignments: int
    patrol_days: int
    other_days: int
    placebo: NDArray[np.float64]

    @property
    def percent(self) -> float:
        """The change on patrol days, per cent."""
        return float(100 * np.expm1(self.estimate))


def draw_days(areas: int, weeks: int, patrol_days: int, seed: int) -> NDArray[np.bool_]:
    """Return (areas, days): in each place and week, ``patrol_days`` of the seven drawn by lot."""
    if not 0 < patrol_days < WEEK or areas < 1 or weeks < 1:
        raise BadInput(
            f"{patrol_days} patrol days of {WEEK} in {weeks} weeks cannot be drawn.",
            next_step="Leave at least one day of each week with patrols and one without.",
        )
    order = np.random.default_rng(seed).random((areas, weeks, WEEK)).argsort(axis=2)
    days: NDArray[np.bool_] = (order < patrol_days).reshape(areas, weeks * WEEK)
    return days


def crossover_effect(
    counts: ArrayLike, patrolled: ArrayLike, *, replications: int = 1999, seed: int = 1
) -> CrossoverEffect:
    """Return the effect of patrol days; both are (areas, days), whole weeks.

    Raises ``BadInput`` for shapes that do not match, ``Refused`` without incidents on either kind
    of day.
    """
    values, on = np.asarray(counts, dtype=float), np.asarray(patrolled, dtype=bool)
    if values.shape != on.shape or values.ndim != 2 or values.shape[1] % WEEK:
        raise BadInput(
            f"counts of shape {values.shape} and days of shape {on.shape} are not whole weeks.",
            next_step="Give areas × days for both, seven days a week.",
        )
    if not np.isfinite(values).all() or (values < 0).any():
        raise BadInput("a day's count is missing or negative.")
    if not values[on].sum() or not values[~on].sum():
        raise Refused("No incident was counted on one kind of day, so no ratio exists.")
    weekly = on.reshape(on.shape[0], -1, WEEK)
    rng = np.random.default_rng(seed)
    placebo = np.empty(replications)
    for turn in range(replications):
        dealt = rng.permuted(weekly, axis=2).reshape(on.shape)
        placebo[turn] = _ratio(values, dealt)
    observed = _ratio(values, on)
    extreme = int((np.abs(placebo) >= abs(observed) - 1e-12).sum())
    return CrossoverEffect(
        estimate=observed,
        p_value=(extreme + 1) / (replications + 1),
        assignments=replications,
        patrol_days=int(on.sum()),
        other_days=int((~on).sum()),
        placebo=placebo,
    )


def _ratio(values: NDArray[np.float64], on: NDArray[np.bool_]) -> float:
    patrol, whole, days = values[on].sum(), values.sum(), int(on.sum())
    return float(np.log((patrol + 0.5) / days) - np.log((whole - patrol + 0.5) / (on.size - days)))
