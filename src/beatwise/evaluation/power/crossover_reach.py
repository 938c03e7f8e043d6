"""What a crossover by day can say: a table over effect, months and areas, the cheapest change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
from beatwise.evaluation.power.monthly_history import Range
from beatwise.evaluation.power.programme import Aims, History
from beatwise.evaluation.power.reach import MULTIPLES, Cell, Change, PowerAtNoise, Reach, lengths


POWER_WANTED = 0.8
PERMUTATIONS = 1999
SMALLEST_P = 1 / (PERMUTATIONS + 1)
NO_DRIFT = Range(0.0, 0.0, 0.0)  # days of one week are compared, so drift cancels
LONGER = (6, 9, 12, 18, 24, 36)
WEEKS_A_YEAR = 365.25 / WEEK


@dataclass(frozen=True, slots=True)
class _Shape:
    """How long, how many times the areas at hand, and how many patrol days a week."""

    months: int
    multiple: int
    patrol_days: int


def weeks_in(months: int) -> int:
    """Return the whole weeks of so many months, about."""
    return max(1, int(months * WEEKS_A_YEAR / 12))


def crossover_reach(history: History, days: NDArray[np.bool_], aims: Aims | None = None) -> Reach:
    """Return what a crossover can say; ``days`` is (areas, days), true where patrolled.

    The lowest and highest noise are those of the windows of the history.
    """
    aims = aims or Aims()
    of_days, after = history.of_days, history.programme.after
    now = _Shape(after, 1, int(days[0, :WEEK].sum()))

    def chance(past: NDArray[np.int64], on: NDArray[np.bool_], effect: float) -> float:
        return crossover_power(past, on, effect, alpha=aims.alpha, seed=aims.seed)

    def other(shape: _Shape) -> NDArray[np.bool_]:
        if shape == now:
            return days
        areas = len(days) * shape.multiple
        return draw_days(areas, weeks_in(shape.months), shape.patrol_days, aims.seed)

    smallest = aims.smallest_effect
    curve = tuple((fall, chance(of_days, days, fall)) for fall in FALLS)
    of_windows = [chance(part, days, smallest) for part in windows(of_days)]
    at_smallest = PowerAtNoise(chance(of_days, days, smallest), max(of_windows), min(of_windows))
    table = tuple(
        Cell(effect, months, len(days) * multiple, 0, chance(of_days, on, effect))
        for multiple in MULTIPLES
        for months in lengths(after)
        for on in [other(_Shape(months, multiple, now.patrol_days))]
        for effect in aims.effects
    )
    tried: tuple[Change, ...] = ()
    if at_smallest.middle < aims.floor:
        tried = tuple(
            Change(words, chance(of_days, other(shape), smallest))
            for words, shape in _shapes(len(days), now)
        )
    return Reach(
        smallest_effect=smallest,
        floor=aims.floor,
        at_smallest=at_smallest,
        detectable=_detectable(history, days, curve, chance, of_windows, aims.seed),
        table=table,
        tried=tried,
    )


def _detectable(
    history: History,
    days: NDArray[np.bool_],
    curve: tuple[tuple[float, float], ...],
    chance: Callable[[NDArray[np.int64], NDArray[np.bool_], float], float],
    of_windows: Sequence[float],
    seed: int,
) -> DetectableEffect:
    parts = windows(history.of_days)
    best, worst = parts[int(np.argmax(of_windows))], parts[int(np.argmin(of_windows))]
    middle = crossing(curve, POWER_WANTED)
    low, high = (
        crossing_near(partial(chance, part, days), POWER_WANTED, middle) for part in (best, worst)
    )
    return DetectableEffect(
        estimate=middle,
        interval=(low, high),
        curve=curve,
        power_wanted=POWER_WANTED,
        months_before=history.programme.before,
        months_after=history.programme.after,
        treated_areas=len(days),
        comparison_areas=0,
        variance_ratio=history.traits.variance_ratio,
        drift=NO_DRIFT,
        drift_assumed=False,
        smallest_p=SMALLEST_P,
        replications=REPLICATIONS,
        seed=seed,
    )


def _shapes(areas: int, now: _Shape) -> list[tuple[str, _Shape]]:
    """Return the changes to look at, cheapest first, each in words."""
    shapes = []
    months, each = now.months, now.patrol_days
    if each not in (3, 4):
        nearest = 3 if each < 3 else 4
        words = f"{nearest} patrol days a week instead of {each}"
        shapes.append((words, _Shape(months, 1, nearest)))
    longer = [length for length in LONGER if length > months][:4]
    for length in longer:
        words = f"{length} patrolled months instead of {months}"
        shapes.append((words, _Shape(length, 1, each)))
    for k in (2, 3, 4):
        words = f"{areas * k} areas instead of {areas}"
        shapes.append((words, _Shape(months, k, each)))
    length = max([*longer, months])
    shapes.append((f"{areas * 4} areas for {length} months", _Shape(length, 4, each)))
    return shapes
