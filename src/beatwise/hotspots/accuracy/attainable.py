"""The most events that an area of a given size could have held."""

from __future__ import annotations

import numpy as np


MOST_STEPS = 2e8  # units × events that the exact search takes on (about a second)


def most_in_area(observed: np.ndarray, area_m2: np.ndarray, limit_m2: float) -> float:
    """The most events in this much area when units may be cut: the densest first.

    ``observed`` and ``area_m2`` have one entry a unit, (n,).
    """
    densest = np.argsort(-observed / area_m2, kind="stable")
    areas = np.concatenate([[0.0], np.cumsum(area_m2[densest])])
    events = np.concatenate([[0.0], np.cumsum(observed[densest])])
    return float(np.interp(limit_m2, areas, events))


def most_in_whole_units(observed: np.ndarray, area_m2: np.ndarray, limit_m2: float) -> float:
    """The most events in whole units whose areas together do not pass the limit.

    Units of one size: the fullest that fit. Of unequal size it is a knapsack, solved exactly by
    keeping for each number of events the least area that holds it. Where that would take too
    long, or the values are not whole, the answer when units may be cut is given instead: at
    most one unit's events more, so a PEI* made with it is never too high.
    """
    slack = 1e-9 * limit_m2
    if np.ptp(area_m2) <= 1e-6 * area_m2.max(initial=0.0):
        fit = int((limit_m2 + slack) // area_m2[0]) if len(area_m2) else 0
        return float(np.sort(observed)[::-1][:fit].sum())
    useful = (observed > 0) & (area_m2 <= limit_m2 + slack)
    counts, areas = observed[useful], area_m2[useful]
    upper = int(most_in_area(counts, areas, limit_m2)) if len(counts) else 0
    whole = bool(np.all(counts == np.rint(counts)))
    if not whole or len(counts) * (upper + 1.0) > MOST_STEPS:
        return most_in_area(observed, area_m2, limit_m2)
    least = np.full(upper + 1, np.inf)
    least[0] = 0.0
    for events, area in zip(counts.astype(np.int64).tolist(), areas.tolist(), strict=True):
        if events <= upper:
            np.minimum(least[events:], least[:-events] + area, out=least[events:])
    return float(np.flatnonzero(least <= limit_m2 + slack).max(initial=0))
