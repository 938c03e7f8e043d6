"""Units that start in different months, and a slow fit of them as a witness."""

from __future__ import annotations

import numpy as np


def slow_fit(counts: np.ndarray, on: np.ndarray) -> float:
    """Return beta of y ~ Poisson(a b exp(beta on)); both arrays are (areas, months)."""
    rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    counts, on = counts[np.ix_(rows, columns)], on[np.ix_(rows, columns)]
    beta, month = 0.0, np.ones(counts.shape[1])
    for _ in range(200):
        effect = np.exp(beta * on)
        for _ in range(10_000):
            area = counts.sum(axis=1) / (effect @ month)
            new = counts.sum(axis=0) / (area @ effect)
            moved = np.abs(new / month - 1).max()
            month = new
            if moved < 1e-12:
                break
        mean = (counts.sum(axis=1) / (effect @ month))[:, None] * effect * month
        residual = on.copy()
        for _ in range(10_000):
            by_area = (mean * residual).sum(axis=1) / mean.sum(axis=1)
            residual -= by_area[:, None]
            by_month = (mean * residual).sum(axis=0) / mean.sum(axis=0)
            residual -= by_month
            if max(np.abs(by_area).max(), np.abs(by_month).max()) < 1e-12:
                break
        step = float((on * (counts - mean)).sum() / (mean * residual**2).sum())
        beta += float(np.clip(step, -2, 2))
        if abs(step) < 1e-11:
            return beta
    raise AssertionError("the witness did not settle")


def world(seed: int, units: int, months: int, mean: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts of units whose starts lie anywhere, and 1 where on patrol."""
    rng = np.random.default_rng(seed)
    start = rng.integers(2, months - 1, units)
    level = mean * np.exp(rng.normal(0, 0.5, (units, 1)))
    counts = rng.poisson(level * np.ones(months)).astype(float)
    return counts, (np.arange(months) >= start[:, None]).astype(float)
