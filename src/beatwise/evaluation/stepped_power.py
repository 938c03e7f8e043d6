"""What a stepped design can say: every area starts in the end, in months drawn by lot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.detectable import FALLS, DetectableEffect, crossing
from beatwise.evaluation.power import COMMON_PATH, Design
from beatwise.evaluation.reach import Cell, Reach
from beatwise.evaluation.stepped_test import stepped_permutation_test
from beatwise.evaluation.traits import Traits


REPLICATIONS, PERMUTATIONS = 120, 199


def stepped_reach(
    design: Design,
    start: NDArray[np.int64],
    seen: Traits,
    *,
    smallest_effect: float = -20.0,
    floor: float = 0.6,
    alpha: float = 0.05,
    seed: int = 1,
) -> Reach:
    """Return what a stepped design can say; ``start`` is (areas,) columns of the whole panel.

    The test is the one that judges the result: the start months dealt out again.
    """
    v, d = seen.variance_ratio, seen.drift

    def chance(effect: float, ratio: float, drift: float) -> float:
        return stepped_power(design, start, effect, ratio, drift, alpha=alpha, seed=seed)

    curve = tuple((fall, chance(fall, v.value, d.value)) for fall in FALLS)
    middle = dict(curve).get(smallest_effect)
    at_smallest = (
        chance(smallest_effect, v.value, d.value) if middle is None else middle,
        chance(smallest_effect, v.low, d.low),
        chance(smallest_effect, v.high, d.high),
    )
    areas = len(design.mean)
    found = DetectableEffect(
        estimate=crossing(curve, 0.8),
        interval=(None, None),
        curve=curve,
        power_wanted=0.8,
        months_before=design.before,
        months_after=design.after,
        treated_areas=areas,
        comparison_areas=0,
        variance_ratio=v,
        drift=d,
        drift_assumed=seen.drift_assumed,
        smallest_p=1 / (PERMUTATIONS + 1),
        replications=REPLICATIONS,
        seed=seed,
    )
    table = tuple(Cell(fall, design.after, areas, 0, share) for fall, share in curve)
    return Reach(smallest_effect, floor, at_smallest, found, table, (), None)


def stepped_power(
    design: Design,
    start: NDArray[np.int64],
    effect: float,
    ratio: float,
    drift: float,
    *,
    alpha: float = 0.05,
    seed: int = 1,
) -> float:
    """Return how often a true ``effect`` (per cent) is found; drift sets in evenly over a year."""
    rng = np.random.default_rng(seed)
    areas, months = len(design.mean), design.before + design.after
    everyone = np.ones(areas, dtype=bool)
    on = np.arange(months)[None, :] >= start[:, None]
    found = 0
    for turn in range(REPLICATIONS):
        path = np.cumsum(rng.normal(0, COMMON_PATH, months))
        own = np.cumsum(rng.normal(0, drift / 12**0.5, (areas, months)), axis=1)
        mean = design.mean[:, None] * np.exp(path + own) * np.where(on, 1 + effect / 100, 1.0)
        if ratio > 1:
            mean = rng.gamma(np.maximum(mean, 1e-12) / (ratio - 1), ratio - 1)
        test = stepped_permutation_test(
            rng.poisson(mean).astype(float), everyone, start, replications=PERMUTATIONS, seed=turn
        )
        found += test.p_value <= alpha
    return found / REPLICATIONS
