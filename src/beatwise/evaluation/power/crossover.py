"""How often a crossover by day would find a true effect: the areas' own weeks, thinned.

Each simulated programme draws weeks of the areas' own past, all areas of a week together, and
takes the effect out of the days that were drawn: each incident of a drawn day stays with one and
the same chance, so only how many there were on drawn days has to be known, not which. It is judged
by the test that judges the result. Dealing days again makes the count on patrol days a sum of
independent parts, one an area and week, so its distribution is all but normal, with a mean and
variance known in closed form; that stands in for the 2,000 deals of the result.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from beatwise.evaluation.estimators.crossover import WEEK


REPLICATIONS = 1000

Floats = NDArray[np.float64]


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
    (areas, days), true where patrolled, as many in each week. Where ``days`` has two or more times
    the areas of the history, each copy draws its own weeks.
    """
    rng = np.random.default_rng(seed)
    areas, copies = len(history), len(days) // len(history)
    weeks = days.shape[1] // WEEK
    blocks = history.reshape(areas, -1, WEEK).astype(float)
    on = days.reshape(copies, areas, weeks, WEEK).astype(float)
    patrol, other, squares = (np.zeros(replications) for _ in range(3))
    each = np.arange(weeks)
    for copy in on:
        at = rng.integers(blocks.shape[1], size=(replications, weeks))
        week = _weekly(blocks, copy, 1 + effect / 100)
        patrol += week.on_patrol[each, at].sum(axis=1)
        other += week.other[each, at].sum(axis=1)
        squares += week.spread[each, at].sum(axis=1)
    remaining = rng.binomial(patrol.astype(np.int64), 1 + effect / 100).astype(float)
    p, fell = deal_p(remaining, remaining + other, squares, int(days[0, :WEEK].sum()))
    return float(((p <= alpha) & fell).mean())


class Week(NamedTuple):
    """What weeks of the past hold on the patrol days of each week, all (weeks, source weeks).

    ``spread`` is the expected sum over areas of squares about the week's mean.
    """

    on_patrol: Floats
    other: Floats
    spread: Floats


def _weekly(blocks: Floats, on: Floats, chance: float) -> Week:
    """Return the counts on patrol days and other days, and the expected spread.

    ``blocks`` is (areas, source weeks, days), ``on`` (areas, weeks, days). The spread is the sum
    over areas of squares about the week's mean, once each incident of a drawn day stays with
    ``chance``.
    """
    on_patrol = on @ blocks.transpose(0, 2, 1)  # (areas, weeks, source weeks)
    whole = blocks.sum(axis=2)[:, None, :]
    other = whole - on_patrol
    lost = chance * (1 - chance)
    square_on = on @ np.square(blocks).transpose(0, 2, 1)
    square_off = np.square(blocks).sum(axis=2)[:, None, :] - square_on
    by_day = chance**2 * square_on + lost * on_patrol + square_off
    by_week = np.square(chance * on_patrol + other) + lost * on_patrol
    spread = (by_day - by_week / WEEK).sum(axis=0)
    return Week(on_patrol.sum(axis=0), other.sum(axis=0), spread)


def deal_p(
    patrol: Floats, whole: Floats, squares: Floats, patrol_days: int
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return each programme's p of dealing its days again, and whether patrol days had fewer.

    All are (programmes,): the count on patrol days, on all days, and the sum over areas and weeks
    of the days' squares about their week's mean.
    """
    share = patrol_days / WEEK
    factor = patrol_days * (WEEK - patrol_days) / (WEEK * (WEEK - 1))
    spread = np.sqrt(np.maximum(factor * squares, 1e-12))
    even = np.log(share / (1 - share))
    ratio = np.log((patrol + 0.5) / (whole - patrol + 0.5)) - even
    other = np.exp(even - ratio)  # the count as far from even on the other side
    mirror = (other * (whole + 0.5) - 0.5) / (1 + other)
    low, high = np.minimum(patrol, mirror), np.maximum(patrol, mirror)
    middle = share * whole
    p = ndtr((np.floor(low + 1e-9) + 0.5 - middle) / spread)
    p += ndtr((middle - np.ceil(high - 1e-9) + 0.5) / spread)
    return np.minimum(p, 1.0), ratio < 0
