"""How often a crossover by day would find a true effect: the areas' own weeks, thinned.

Each simulated programme draws weeks of the areas' own past, all areas of a week together, and
takes the effect out of the days that were drawn. It is judged by the test that judges the result.
Dealing days again makes the count on patrol days a sum of independent parts, one an area and week,
so its distribution is normal with a mean and variance known in closed form; that stands in for the
2,000 deals of the result.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from beatwise.evaluation.crossover import WEEK


REPLICATIONS = 1000
MOST_CELLS = 4_000_000  # of programmes × area-days held at once


def crossover_power(
    history: NDArray[np.int64],
    days: NDArray[np.bool_],
    effect: float,
    *,
    replications: int = REPLICATIONS,
    alpha: float = 0.05,
    seed: int = 1,
) -> float:
    """Return how often a true ``effect`` (per cent, a fall) is found as a fall.

    ``history`` is (areas, days) of whole weeks before, drawn from with replacement; ``days`` is
    (areas, days), true where patrolled. Where ``days`` has two or more times the areas of the
    history, each copy draws its own weeks.
    """
    rng = np.random.default_rng(seed)
    areas, copies = len(history), len(days) // len(history)
    weeks = days.shape[1] // WEEK
    blocks = history.reshape(areas, -1, WEEK).transpose(1, 0, 2).astype(np.int16)
    on = days.reshape(copies, areas, weeks, WEEK).transpose(0, 2, 1, 3)
    batch = max(1, min(replications, MOST_CELLS // days.size))
    found = 0
    for first in range(0, replications, batch):
        number = min(batch, replications - first)
        at = rng.integers(len(blocks), size=(number, copies, weeks))
        counts = blocks[at]  # (programmes, copies, weeks, areas, days of the week)
        hit = np.flatnonzero((counts > 0) & on)
        flat = counts.reshape(-1)
        flat[hit] = rng.binomial(flat[hit], 1 + effect / 100)
        p, fell = deal_p(counts, on)
        found += int(((p <= alpha) & fell).sum())
    return found / replications


def deal_p(
    counts: NDArray[np.int16], on: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return each programme's p of dealing its days again, and whether patrol days had fewer.

    ``counts`` is (programmes, ..., days of the week), ``on`` the same without programmes, with as
    many patrol days in every week.
    """
    number, cells = len(counts), on.size
    flat = counts.reshape(number, -1).astype(np.float32)
    patrol = (flat @ on.reshape(-1).astype(np.float32)).astype(float)
    whole = flat.sum(axis=1).astype(float)
    weekly = flat.reshape(number, -1, WEEK).sum(axis=2)
    squares = np.einsum("ij,ij->i", flat, flat) - np.einsum("ij,ij->i", weekly, weekly) / WEEK
    share = on.sum() / cells
    each = share * WEEK
    spread = np.sqrt(np.maximum(each * (WEEK - each) / (WEEK * (WEEK - 1)) * squares, 1e-12))
    even = np.log(share / (1 - share))
    ratio = np.log((patrol + 0.5) / (whole - patrol + 0.5)) - even
    other = np.exp(even - ratio)  # the count as far from even on the other side
    mirror = (other * (whole + 0.5) - 0.5) / (1 + other)
    low, high = np.minimum(patrol, mirror), np.maximum(patrol, mirror)
    middle = share * whole
    p = ndtr((np.floor(low + 1e-9) + 0.5 - middle) / spread)
    p += ndtr((middle - np.ceil(high - 1e-9) + 0.5) / spread)
    return np.minimum(p, 1.0), ratio < 0
