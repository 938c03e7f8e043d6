"""Ways in which start months could have been dealt over the units."""

from __future__ import annotations

from itertools import combinations
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from beatwise.evaluation.estimators.permutation_result import MOST_ENUMERATED


def possible_dealings(starts: NDArray[np.int64]) -> int:
    """Return how many different ways these start months, one a unit, can be dealt."""
    _, numbers = np.unique(starts, return_counts=True)
    return factorial(len(starts)) // prod(factorial(int(n)) for n in numbers)


def smallest_dealt_p(starts: NDArray[np.int64], replications: int = 1999) -> float:
    """Return the smallest p that dealing these start months again can give."""
    possible = possible_dealings(starts)
    return 1 / (possible if possible <= MOST_ENUMERATED else replications + 1)


def dealings(
    starts: NDArray[np.int64], replications: int, seed: int
) -> tuple[NDArray[np.int64], bool]:
    """Return (dealings, units) start months and whether they are all there are.

    All, where there are at most 20,000; else those of the study first, then ``replications`` drawn.
    """
    if possible_dealings(starts) <= MOST_ENUMERATED:
        return every_dealing(starts), True
    rng = np.random.default_rng(seed)
    orders = np.argsort(rng.random((replications, len(starts))), axis=1)
    return np.vstack([starts[None, :], starts[orders]]), False


def every_dealing(starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return (dealings, units): every different way, one start month after another."""
    values, numbers = np.unique(starts, return_counts=True)
    dealt = np.zeros((1, len(starts)), dtype=np.int64)
    left = np.arange(len(starts))[None, :]  # (dealings, units without a month yet)
    for value, number in zip(values, numbers.tolist(), strict=True):
        free = left.shape[1]
        choices = np.array(list(combinations(range(free), number)), dtype=np.int64)
        others = np.array(
            [np.setdiff1d(np.arange(free), row) for row in choices], dtype=np.int64
        ).reshape(len(choices), free - number)
        row = np.repeat(np.arange(len(dealt)), len(choices))
        dealt, before = np.repeat(dealt, len(choices), axis=0), left
        units = before[row[:, None], np.tile(choices, (len(before), 1))]
        dealt[np.arange(len(dealt))[:, None], units] = value
        left = before[row[:, None], np.tile(others, (len(before), 1))]
    return dealt
