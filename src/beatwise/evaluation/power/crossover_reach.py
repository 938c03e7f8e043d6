"""What a crossover by day can say: a table over effect, months and areas, the cheapest change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.crossover import WEEK, draw_days
from beatwise.evaluation.power.crossover import REPLICATIONS, crossover_power
from beatwise.evaluation.power.daily_history import windows
from beatwise.evaluation.power.detectable_effect import (
    FALLS,
    DetectableEffect,
    crossing,
    crossing_near,
)
from beatwise.evaluation.power.monthly_history import Range, Traits
from beatwise.evaluation.power.reach import MULTIPLES, Cell, Change, Reach, lengths


POWER_WANTED = 0.8
PERMUTATIONS = 1999
NO_DRIFT = Range(0.0, 0.0, 0.0)  # days of one week are compared, so drift cancels
LONGER = (6, 9, 12, 18, 24, 36)
WEEKS_A_YEAR = 365.25 / WEEK


def weeks_in(months: int) -> int:
    """Return the whole weeks of so many months, about."""
    return max(1, int(months * WEEKS_A_YEAR / 12))


def crossover_reach(
    history: NDArray[np.int64],
    days: NDArray[np.bool_],
    months: tuple[int, int],
    seen: Traits,
    *,
    effects: Sequence[float] = (-10.0, -20.0, -30.0),
    smallest_effect: float = -20.0,
    floor: float = 0.6,
    alpha: float = 0.05,
    seed: int = 1,
) -> Reach:
    """Return what a crossover can say; ``months`` are those before and those with patrols.

    The lowest and highest noise are those of the windows of the history.
    """
    patrol_days = int(days[0, :WEEK].sum())

    def chance(
        weeks: NDArray[np.int64], on: NDArray[np.bool_], effect: float,
        replications: int = REPLICATIONS,
    ) -> float:  # fmt: skip
        return crossover_power(weeks, on, effect, replications=replications, alpha=alpha, seed=seed)

    def other(length: int, multiple: int = 1, each: int = patrol_days) -> NDArray[np.bool_]:
        if (length, multiple, each) == (months[1], 1, patrol_days):
            return days
        return draw_days(len(days) * multiple, weeks_in(length), each, seed)

    curve = tuple((fall, chance(history, days, fall)) for fall in FALLS)
    parts = windows(history)
    of_parts = [chance(part, days, smallest_effect) for part in parts]
    at_smallest = chance(history, days, smallest_effect)
    table = tuple(
        Cell(effect, length, len(days) * multiple, 0, chance(history, on, effect))
        for multiple in MULTIPLES
        for length in lengths(months[1])
        for on in [other(length, multiple)]
        for effect in effects
    )
    tried: tuple[Change, ...] = ()
    if at_smallest < floor:
        tried = tuple(
            Change(words, chance(history, other(*shape), smallest_effect))
            for words, shape in _changes(len(days), months[1], patrol_days)
        )
    return Reach(
        smallest_effect=smallest_effect,
        floor=floor,
        at_smallest=(at_smallest, max(of_parts), min(of_parts)),
        detectable=_detected(history, days, months, seen, curve, chance, of_parts, seed),
        table=table,
        tried=tried,
        cheapest=next((change for change in tried if change.power >= floor), None),
    )


def _detected(
    history: NDArray[np.int64],
    days: NDArray[np.bool_],
    months: tuple[int, int],
    seen: Traits,
    curve: tuple[tuple[float, float], ...],
    chance: Callable[[NDArray[np.int64], NDArray[np.bool_], float], float],
    of_parts: Sequence[float],
    seed: int,
) -> DetectableEffect:
    parts = windows(history)
    best, worst = parts[int(np.argmax(of_parts))], parts[int(np.argmin(of_parts))]
    middle = crossing(curve, POWER_WANTED)
    low, high = (
        crossing_near(partial(chance, part, days), POWER_WANTED, middle) for part in (best, worst)
    )
    return DetectableEffect(
        estimate=middle,
        interval=(low, high),
        curve=curve,
        power_wanted=POWER_WANTED,
        months_before=months[0],
        months_after=months[1],
        treated_areas=len(days),
        comparison_areas=0,
        variance_ratio=seen.variance_ratio,
        drift=NO_DRIFT,
        drift_assumed=False,
        smallest_p=1 / (PERMUTATIONS + 1),
        replications=REPLICATIONS,
        seed=seed,
    )


def _changes(areas: int, months: int, patrol_days: int) -> list[tuple[str, tuple[int, int, int]]]:
    found = []
    if patrol_days not in (3, 4):
        nearest = 3 if patrol_days < 3 else 4
        words = f"{nearest} patrol days a week instead of {patrol_days}"
        found.append((words, (months, 1, nearest)))
    longer = [length for length in LONGER if length > months][:4]
    for length in longer:
        words = f"{length} patrolled months instead of {months}"
        found.append((words, (length, 1, patrol_days)))
    for k in (2, 3, 4):
        words = f"{areas * k} areas instead of {areas}"
        found.append((words, (months, k, patrol_days)))
    length = max([*longer, months])
    found.append((f"{areas * 4} areas for {length} months", (length, 4, patrol_days)))
    return found
