"""What a crossover by day can say: the areas' own weeks, thinned on the days that were drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.crossover import WEEK
from beatwise.evaluation.detectable import FALLS, DetectableEffect, crossing
from beatwise.evaluation.reach import Cell, Reach
from beatwise.evaluation.traits import Range, Traits


REPLICATIONS, PERMUTATIONS = 200, 299
NO_DRIFT = Range(0.0, 0.0, 0.0)  # days of one week are compared, so drift cancels


def crossover_power(
    history: NDArray[np.int64],
    days: NDArray[np.bool_],
    effect: float,
    *,
    alpha: float = 0.05,
    seed: int = 1,
) -> float:
    """Return how often a true ``effect`` (per cent, a fall) is found as a fall.

    ``history`` is (areas, days) of whole weeks before, drawn from with replacement, all areas of a
    week together; ``days`` is (areas, days), true where patrolled.
    """
    rng = np.random.default_rng(seed)
    areas, weeks = days.shape[0], days.shape[1] // WEEK
    blocks = history.reshape(areas, -1, WEEK)
    at = rng.integers(blocks.shape[1], size=(REPLICATIONS, weeks))
    counts = blocks[:, at].transpose(1, 0, 2, 3).reshape(REPLICATIONS, -1).astype(np.float32)
    on = days.reshape(-1)
    hit = np.flatnonzero((counts > 0) & on)
    flat = counts.reshape(-1)
    flat[hit] = rng.binomial(flat[hit].astype(np.int64), 1 + effect / 100)
    patrol_days = int(days[0, :WEEK].sum())
    order = rng.random((PERMUTATIONS, areas * weeks, WEEK), dtype=np.float32).argsort(axis=2)
    masks = (order < patrol_days).reshape(PERMUTATIONS, -1).astype(np.float32)
    patrol, whole = counts[:, on].sum(axis=1), counts.sum(axis=1)
    share = on.mean()
    observed = _log_ratio(patrol, whole, share)
    placebo = _log_ratio(counts @ masks.T, whole[:, None], share)
    extreme = (np.abs(placebo) >= np.abs(observed)[:, None] - 1e-6).sum(axis=1)
    p = (extreme + 1) / (PERMUTATIONS + 1)
    return float(((p <= alpha) & (observed < 0)).mean())


def crossover_reach(
    history: NDArray[np.int64],
    days: NDArray[np.bool_],
    months: tuple[int, int],
    seen: Traits,
    *,
    smallest_effect: float = -20.0,
    floor: float = 0.6,
    alpha: float = 0.05,
    seed: int = 1,
) -> Reach:
    """Return what a crossover can say; ``months`` are those before and those with patrols.

    The lowest and highest noise are those of the halves of the history.
    """

    def chance(weeks: NDArray[np.int64], effect: float) -> float:
        return crossover_power(weeks, days, effect, alpha=alpha, seed=seed)

    half = history.shape[1] // WEEK // 2 * WEEK
    halves = [chance(part, smallest_effect) for part in (history[:, :half], history[:, half:])]
    curve = tuple((fall, chance(history, fall)) for fall in FALLS)
    areas = len(days)
    found = DetectableEffect(
        estimate=crossing(curve, 0.8),
        interval=(None, None),
        curve=curve,
        power_wanted=0.8,
        months_before=months[0],
        months_after=months[1],
        treated_areas=areas,
        comparison_areas=0,
        variance_ratio=seen.variance_ratio,
        drift=NO_DRIFT,
        drift_assumed=False,
        smallest_p=1 / (PERMUTATIONS + 1),
        replications=REPLICATIONS,
        seed=seed,
    )
    table = tuple(Cell(fall, months[1], areas, 0, share) for fall, share in curve)
    at_smallest = (chance(history, smallest_effect), max(halves), min(halves))
    return Reach(smallest_effect, floor, at_smallest, found, table, (), None)


def _log_ratio(
    patrol: NDArray[np.float32], whole: NDArray[np.float32], share: float
) -> NDArray[np.float32]:
    scale = np.float32(np.log((1 - share) / share))
    found: NDArray[np.float32] = np.log((patrol + 0.5) / (whole - patrol + 0.5)) + scale
    return found
