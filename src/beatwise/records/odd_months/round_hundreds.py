"""Tell exports that stop at a round hundred from counts that happen to be round.

One count in a hundred is a whole hundred by chance. Several in one series are not:
Nottinghamshire's anti-social behaviour of 2022 to 2024 was exactly 200, 400, 400, 300, 300 and 100
in six months.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray


HUNDRED = 100
RAREST = 2e-4  # chance that one honest series is called cut off; 42 forces have about 600 series
_NORMAL = 1.4826
_PEAK = 0.4  # of a normal density, times its standard deviation

Flags = NDArray[np.bool_]


def whole_hundreds(counts: NDArray[np.int64]) -> Flags:
    """Return which counts are whole hundreds, shape (m, types)."""
    return (counts >= HUNDRED) & (counts % HUNDRED == 0)


def cut_off(counts: NDArray[np.int64]) -> Flags:
    """Return which counts are whole hundreds in a series with too many of them for chance.

    ``counts``, shape (m, types), are a force's by month. The chance of a round count is one in a
    hundred, or more where a series hardly varies and lies beside a round number.
    """
    rounds = whole_hundreds(counts)
    flags = np.zeros(counts.shape, bool)
    for column in range(counts.shape[1]):
        series, number = counts[:, column], int(rounds[:, column].sum())
        if number > 1 and at_least(number, len(series), _chance(series)) < RAREST:
            flags[:, column] = rounds[:, column]
    return flags


def at_least(number: int, of: int, chance: float) -> float:
    """Return the binomial chance of ``number`` or more among ``of``."""
    other = 1 - chance
    return sum(comb(of, k) * chance**k * other ** (of - k) for k in range(number, of + 1))


def _chance(series: NDArray[np.int64]) -> float:
    middle = float(np.median(series))
    spread = _NORMAL * float(np.median(np.abs(series - middle)))
    least = max(spread, float(np.sqrt(max(middle, 1.0))))
    return min(1.0, max(1 / HUNDRED, _PEAK / least))
