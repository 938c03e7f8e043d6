"""Windows on a clock that runs round: the shortest that holds enough, and the busiest blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatwise.errors import UsageError


if TYPE_CHECKING:
    from numpy.typing import NDArray

_EQUAL = 1e-9


def window_sums(profile: NDArray[np.float64], hours: int) -> NDArray[np.float64]:
    """Return what each window of ``hours`` holds, by its first hour, round the end.

    ``profile`` has the hours on its last axis; the result has the same shape.
    """
    round_twice = np.concatenate([profile, profile[..., : hours - 1]], axis=-1)
    whole = np.cumsum(round_twice, axis=-1)
    before = np.concatenate([np.zeros((*whole.shape[:-1], 1)), whole], axis=-1)
    return before[..., hours:] - before[..., :-hours]


def shortest_window(profile: NDArray[np.float64], share: float) -> tuple[int, int]:
    """Return the first hour and length of the shortest window that holds at least ``share``.

    Of equally short windows the fullest is taken, of equally full ones the earliest. Raises
    ``UsageError`` unless 0 < share ≤ 1 and there is something in the profile.
    """
    total = profile.sum()
    if not 0 < share <= 1 or not total > 0:
        raise UsageError("A peak window needs a share above 0 and up to 1, and incidents.")
    for hours in range(1, len(profile) + 1):
        sums = window_sums(profile, hours)
        if sums.max() >= share * total - _EQUAL * total:
            break
    return fullest(sums), hours


def fullest(sums: NDArray[np.float64]) -> int:
    """Return the first hour of the fullest window; the earliest of those equally full."""
    return int(np.argmax(sums >= sums.max() - _EQUAL * max(sums.max(), 1.0)))


def busiest_blocks(profile: NDArray[np.float64], hours: int, count: int) -> list[int]:
    """Return the first hours of the ``count`` busiest blocks that do not overlap, busiest first.

    Each is the fullest that is left once the ones before it are taken; empty ones are left out.
    """
    sums = window_sums(profile, hours)
    size, firsts = len(profile), []
    free = np.ones(size, bool)
    for _ in range(count):
        left = np.where(free, sums, -1.0)
        first = fullest(left)
        if left[first] <= 0:
            break
        firsts.append(first)
        free[np.arange(first - hours + 1, first + hours) % size] = False
    return firsts


def circular_mean(profile: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean hour (0 ≤ h < size) and the concentration (0–1) of profiles (…, size).

    Weight is taken to stand in the middle of its hour. Source: Fisher (1993) Statistical Analysis
    of Circular Data, section 2.3.
    """
    size = profile.shape[-1]
    angles = (np.arange(size) + 0.5) * 2 * np.pi / size
    vector = (profile * np.exp(1j * angles)).sum(axis=-1) / profile.sum(axis=-1)
    return np.angle(vector) * size / (2 * np.pi) % size, np.abs(vector)


def turn(hours: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """Return differences on the clock as −size/2 ≤ d < size/2: from 23:00 to 01:00 is +2."""
    return (hours + size / 2) % size - size / 2
