"""Fit the prediction inside the training months, by predicting months that were then still to come.

Each origin stands at the end of an earlier month and predicts the months after it, from earlier
months only. Half-life and strength are chosen by Poisson likelihood on a grid, the worth of the
prior's ingredients by iteratively reweighted non-negative least squares (they are never negative,
so every part of a risk can be read as an addition).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beatwise.hotspots.prediction.ingredients import Evidence, Floats
from beatwise.hotspots.prediction.settings import DEFAULT, Settings


HALF_LIVES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 12.0, 18.0, 36.0)
STRENGTHS = (0.1, 0.2, 0.35, 0.6, 1.0, 1.5, 2.5, 4.0, 7.0, 12.0, 25.0)
HORIZON = 1  # months an origin looks ahead
FIRST = 3  # months an origin has behind it, where there are enough
MOST_ORIGINS = 6  # the latest ones
PRIOR_INCIDENTS = 30.0  # how many incidents the default settings are worth
REWEIGHTINGS = 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """One origin: what was known then, and the incidents a month that followed, (n_units,)."""

    known: Evidence
    followed: Floats
    n_months: int


def origins(months: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return (months known, months that follow) for each origin, the last ones only.

    The months that follow must come straight after the known ones, without a gap.
    """
    m = len(months)
    ahead = min(HORIZON, max(1, m - FIRST))
    splits = [
        (k, ahead)
        for k in range(min(FIRST, m - ahead), m - ahead + 1)
        if k > 0 and months[k + ahead - 1] - months[k - 1] == ahead
    ]
    return splits[-MOST_ORIGINS:]


def fit(lessons: Sequence[Lesson]) -> Settings:
    """Return the settings that would have predicted the lessons best; the defaults if none."""
    followed = np.concatenate([lesson.followed for lesson in lessons]) if lessons else np.zeros(0)
    if not followed.sum() > 0:
        return DEFAULT
    tried: dict[tuple[float, float], tuple[float, Settings]] = {}

    def value(half_life: float, strength: float) -> float:
        if (half_life, strength) not in tried:
            tried[half_life, strength] = _settle(lessons, followed, half_life, strength)
        return tried[half_life, strength][0]

    best = _climb(value)
    return tried[best][1]


def _climb(value: Callable[[float, float], float]) -> tuple[float, float]:
    """Go along each axis of the grid in turn until neither improves."""
    half_life, strength = DEFAULT.half_life, DEFAULT.strength
    while True:
        h = max(HALF_LIVES, key=lambda h: value(h, strength))
        s = max(STRENGTHS, key=lambda s: value(h, s))
        if (h, s) == (half_life, strength):
            return h, s
        half_life, strength = h, s


def _settle(
    lessons: Sequence[Lesson], followed: Floats, half_life: float, strength: float
) -> tuple[float, Settings]:
    """Return the penalised log-likelihood and the settings at one point of the grid."""
    own, ingredients = [], []
    for lesson in lessons:
        total, exposure = lesson.known.own(half_life)
        own.append(total / (exposure + strength))
        ingredients.append(lesson.known.ingredients * (strength / (exposure + strength)))
    offset, x = np.concatenate(own), np.concatenate(ingredients)
    months = float(lessons[0].n_months)
    worth = _worth(offset, x, followed, PRIOR_INCIDENTS / (followed.sum() * months))
    expected = np.maximum(offset + x @ worth, 1e-9)
    likelihood = float((followed * np.log(expected) - expected).sum()) * months
    return likelihood, Settings(half_life, strength, *(float(w) for w in worth))


def _worth(offset: Floats, x: Floats, followed: Floats, pull: float) -> Floats:
    """Fit ``followed = offset + x @ worth`` by Poisson quasi-likelihood, worth ≥ 0."""
    from scipy.optimize import nnls

    scale = np.maximum(x.mean(axis=0), 1e-12)
    z = x / scale
    default = np.array(DEFAULT.worth) * scale
    worth = default
    floor = 1e-3 * followed.mean()
    for _ in range(REWEIGHTINGS):
        weighted = z / np.maximum(offset + z @ worth, floor)[:, None]
        gram = weighted.T @ z
        target = weighted.T @ (followed - offset) + pull * (gram @ default)
        gram = (1 + pull) * gram + 1e-9 * np.trace(gram) * np.eye(len(gram))
        root = np.linalg.cholesky(gram)
        worth = nnls(root.T, np.linalg.solve(root, target))[0]
    return np.asarray(worth / scale)
