"""How often the same places are chosen on half of the evidence.

Half of the training months are drawn at random, the list is made again, and each hot spot is looked
for: it is found when at least half of its ground is in the new list. Half-sampling (Meinshausen &
Bühlmann 2010, stability selection) asks more than it seems: half the months hold half the
incidents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely


HALVES = 20


def found_again(
    places: Sequence[shapely.Geometry],
    months: tuple[int, ...],
    choose_again: Callable[[tuple[int, ...]], Sequence[shapely.Geometry]],
    seed: int,
    halves: int = HALVES,
) -> np.ndarray:
    """Return for each place the share of random halves of the months that choose it again.

    Parameters
    ----------
    places
        Polygons, k of them.
    months
        The training months.
    choose_again
        Makes the list from some of the months.
    seed
        Draws of halves.

    Returns
    -------
    array
        Shape (k,), 0 to 1; nan with fewer than four months.
    """
    if len(months) < 4 or not places:
        return np.full(len(places), np.nan)
    rng = np.random.default_rng(seed)
    hits = np.zeros(len(places))
    for _ in range(halves):
        half = rng.choice(len(months), size=len(months) // 2, replace=False)
        others = choose_again(tuple(months[i] for i in sorted(half)))
        ground = shapely.union_all(list(others))
        shared = shapely.area(shapely.intersection(np.asarray(places, dtype=object), ground))
        hits += shared >= 0.5 * shapely.area(np.asarray(places, dtype=object))
    return hits / halves
