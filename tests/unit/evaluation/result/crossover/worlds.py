"""Drawn days of eight places over twenty weeks, and incidents on them."""

from __future__ import annotations

import numpy as np

from beatwise.evaluation.estimators.crossover import draw_days


DAYS = draw_days(8, 20, 3, seed=1)


def incidents(seed: int, factor: np.ndarray) -> np.ndarray:
    return np.random.default_rng(seed).poisson(3.0 * factor)
