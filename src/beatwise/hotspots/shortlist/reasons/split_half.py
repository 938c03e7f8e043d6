"""How often the same places are chosen on half of the evidence.

Half of the training months are drawn at random, the list is made again, and each hot spot is looked
for: it is found when the new list holds at least half of its incidents, wherever exactly the
outlines lie. Half-sampling (Meinshausen & Bühlmann 2010, stability selection) asks more than it
seems: half the months hold half the incidents.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


HALVES = 20


def found_again(
    inside: np.ndarray,
    weight: np.ndarray,
    months: tuple[int, ...],
    choose_again: Callable[[tuple[int, ...]], np.ndarray],
    seed: int,
    halves: int = HALVES,
) -> np.ndarray:
    """Return for each place the share of random halves of the months that choose it again.

    Parameters
    ----------
    inside
        Which of the m map points lie in which of the k places, bool, shape (k, m).
    weight
        What each point weighs: its incidents (as shares, where there are several types), (m,).
    months
        The training months.
    choose_again
        Makes the list from some of the months; returns which points it holds, bool, (m,).
    seed
        Draws of halves.

    Returns
    -------
    array
        Shape (k,), 0 to 1; nan with fewer than four months.
    """
    if len(months) < 4 or not len(inside):
        return np.full(len(inside), np.nan)
    rng = np.random.default_rng(seed)
    whole = inside @ weight
    hits = np.zeros(len(inside))
    for _ in range(halves):
        half = rng.choice(len(months), size=len(months) // 2, replace=False)
        again = choose_again(tuple(months[i] for i in sorted(half)))
        hits += inside @ (weight * again) >= 0.5 * whole
    return hits / halves
