"""Crossover by day: patrol days and other days in the same places, drawn by lot week by week.

Needs outcomes dated to the day. It can only find what a patrol does on its own day, and it must not
be set against a contract that promises daily presence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from beatwise.errors import BadInput, Refused
from beatwise.evaluation.estimators.percent import percent_change


WEEK = 7
REACH = 5.0  # how far out, in log ratios, an interval's end is looked for


@dataclass(frozen=True, slots=True, eq=False)
class CrossoverEffect:
    """The log ratio of incidents a day, patrol days over other days in the same places.

    ``p_value`` deals the days of each place and week again, as they were drawn; ``interval`` holds
    the log ratios that this same test does not reject, an end None where it has none.
    """

    estimate: float
    interval: tuple[float | None, float | None]
    p_value: float
    assignments: int
    patrol_days: int
    other_days: int
    patrol_count: int
    other_count: int
    placebo: NDArray[np.float64]

    @property
    def percent(self) -> float:
        """The change on patrol days, per cent."""
        return percent_change(self.estimate)

    @property
    def percent_interval(self) -> tuple[float | None, float | None]:
        """The interval of the change, per cent."""
        low, high = self.interval
        return percent_change(low), percent_change(high)


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
    counts: ArrayLike,
    patrolled: ArrayLike,
    *,
    alpha: float = 0.05,
    replications: int = 1999,
    seed: int = 1,
    again: NDArray[np.bool_] | None = None,
) -> CrossoverEffect:
    """Return the effect of patrol days; both are (areas, days), whole weeks.

    ``again`` are the days dealt again (``deal_again``), where several counts share them; otherwise
    areas that never had an incident are not dealt.

    Raises ``BadInput`` for shapes that do not match, ``Refused`` without incidents on either kind
    of day.
    """
    values, on = _whole_weeks(counts, patrolled)
    if again is None:
        some = values.any(axis=1)
        values, on = values[some], on[some]
        again = deal_again(on, replications, seed)
    dealt = _sums(values, on, again)
    replications = len(again)
    patrol, other = np.array([values[on].sum(), 0.0]), np.array([0.0, values[~on].sum()])
    whole = patrol + other
    observed = _tested(dealt, patrol, whole, on, 0.0)
    placebo = _ratio(dealt.sum(axis=1), whole.sum(), on)
    estimate = float(_ratio(patrol[:1], whole.sum(), on)[0])

    def not_rejected(log_ratio: float) -> bool:
        return _tested(dealt, patrol, whole, on, log_ratio) > alpha

    return CrossoverEffect(
        estimate=estimate,
        interval=(_end(not_rejected, estimate, -REACH), _end(not_rejected, estimate, REACH)),
        p_value=observed,
        assignments=replications,
        patrol_days=int(on.sum()),
        other_days=int((~on).sum()),
        patrol_count=int(values[on].sum()),
        other_count=int(values[~on].sum()),
        placebo=placebo,
    )


def _whole_weeks(
    counts: ArrayLike, patrolled: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
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
    return values, on


def deal_again(on: NDArray[np.bool_], replications: int, seed: int) -> NDArray[np.bool_]:
    """Return (replications, areas × days): the days of each area and week dealt out again."""
    weekly = on.reshape(on.shape[0], -1, WEEK)
    every = np.broadcast_to(weekly, (replications, *weekly.shape))
    dealt: NDArray[np.bool_] = np.random.default_rng(seed).permuted(every, axis=3)
    return dealt.reshape(replications, -1)


def _sums(
    values: NDArray[np.float64], on: NDArray[np.bool_], again: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return (replications, 2): dealt patrol days' counts, from true patrol and other days."""
    parts = np.stack([np.where(on, values, 0.0), np.where(on, 0.0, values)]).reshape(2, -1)
    some = np.flatnonzero(values.reshape(-1))  # most days have no incident
    sums: NDArray[np.float64] = again[:, some].astype(float) @ parts[:, some].T
    return sums


def _tested(
    dealt: NDArray[np.float64],
    patrol: NDArray[np.float64],
    whole: NDArray[np.float64],
    on: NDArray[np.bool_],
    log_ratio: float,
) -> float:
    """Return the p of a supposed log ratio: it is taken out of the patrol days, then dealt."""
    scale = np.array([np.exp(-log_ratio), 1.0])
    total = float(whole @ scale)
    placebo = np.abs(_ratio(dealt @ scale, total, on))
    observed = abs(float(_ratio(np.array([patrol @ scale]), total, on)[0]))
    return (int((placebo >= observed - 1e-12).sum()) + 1) / (len(dealt) + 1)


def _end(not_rejected: Callable[[float], bool], inside: float, step: float) -> float | None:
    """Return where the test begins to reject, going out from the estimate; None if nowhere."""
    outside = inside + step
    if not_rejected(outside):
        return None
    for _ in range(40):
        middle = (inside + outside) / 2
        if not_rejected(middle):
            inside = middle
        else:
            outside = middle
    return float(outside)


def _ratio(patrol: NDArray[np.float64], whole: float, on: NDArray[np.bool_]) -> NDArray[np.float64]:
    days = int(on.sum())
    rate: NDArray[np.float64] = np.log((patrol + 0.5) / days)
    return rate - np.log((whole - patrol + 0.5) / (on.size - days))
