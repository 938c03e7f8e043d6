"""What was delivered on drawn and on other days, and what that makes of the effect.

The comparison of days as drawn (intention to treat) always comes first and decides. Where patrols
missed drawn days or came on others, it understates what a patrol does on a day it is really there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.crossover import CrossoverEffect


LEAST_CONTRAST = 0.2  # share of days patrolled, drawn over other, below which nothing is scaled up

Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class DayShare:
    """Area-days drawn or not: how many, how many saw a patrol, and minutes a day over all."""

    days: int
    patrolled: int
    minutes: float

    @property
    def share(self) -> float:
        """Share of the days with a patrol."""
        return self.patrolled / self.days


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far the draw was kept, and the change on a day with a patrol really there.

    ``hours`` are grade of evidence → delivered hours; ``percent`` and ``interval`` (per cent) are
    None where ``refused`` says why.
    """

    patrol_days: DayShare
    other: DayShare
    hours: dict[str, float]
    percent: float | None
    interval: Ends
    refused: str


def delivery(
    minutes: Mapping[str, NDArray[np.float64]],
    on: NDArray[np.bool_],
    effect: CrossoverEffect | None,
) -> Delivery:
    """Return what was delivered; ``minutes`` is grade → (areas, days), ``on`` (areas, days)."""
    every = np.sum([np.zeros(on.shape), *minutes.values()], axis=0)
    patrol, other = _share(every[on]), _share(every[~on])
    hours = {grade: float(of_day.sum()) / 60 for grade, of_day in sorted(minutes.items())}
    if effect is None:
        why = "No ratio of drawn over other days exists."
    elif patrol.share - other.share < LEAST_CONTRAST:
        why = (
            f"Drawn days saw a patrol {100 * patrol.share:.0f} % of the time and other days "
            f"{100 * other.share:.0f} %: too much alike to say what a patrol does on its day."
        )
    else:
        low, high = (_scaled(end, patrol.share, other.share) for end in effect.interval)
        middle = _scaled(effect.estimate, patrol.share, other.share)
        return Delivery(patrol, other, hours, middle, (low, high), "")
    return Delivery(patrol, other, hours, None, (None, None), why)


def _share(minutes: NDArray[np.float64]) -> DayShare:
    return DayShare(len(minutes), int((minutes > 0).sum()), float(minutes.mean()))


def _scaled(log_ratio: float | None, patrol: float, other: float) -> float | None:
    """Return the change (per cent) of a patrolled day that gives this ratio of drawn over other.

    With shares d and o patrolled, a change k on patrolled days gives (1 + d k) / (1 + o k). A ratio
    that not even an end to every incident would give is -100; None where no rise is large enough.
    """
    if log_ratio is None:
        return None
    ratio = float(np.exp(log_ratio))
    weight = patrol - ratio * other
    if weight <= 0:
        return None
    return max(-100.0, 100 * (ratio - 1) / weight)
