"""The chance distribution of a neighbourhood sum, sampled: for weights that are not counts.

Under random dealing the sum of k cells depends on k alone, so one sample of draws serves every
cell with k cells around it: 100,000 cells cost no more than one. The first k columns of a sample
of longer draws are a fair draw of k, so one sample serves every k.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


TIE = 1e-9  # sums closer than this share of the largest value are level
BATCH = 2_000_000  # cells drawn at a time, so that memory stays small however many the draws


@dataclass(frozen=True, slots=True)
class Exceedance:
    """For each cell, how many of its chance sums were above or level with its own, (n,).

    ``draws`` is how many there were, ``levels`` the largest p at or below alpha that a cell with
    as many neighbours can have (found on the first batch of draws).
    """

    above: np.ndarray
    level: np.ndarray
    draws: np.ndarray
    levels: np.ndarray


def exceedance(
    values: np.ndarray,
    sums: np.ndarray,
    sizes: np.ndarray,
    *,
    hold_own: bool,
    permutations: int,
    alpha: float,
    rng: np.random.Generator,
) -> Exceedance:
    """Compare each sum with sums of as many values drawn at random without replacement.

    Parameters
    ----------
    values, sums, sizes
        As from ``statistic.neighbourhood``, (n,).
    hold_own
        When True (Gi) the cell's own value stays where it is: for each cell the draws that
        happen to contain it are set aside, so what is left are fair draws from the others, and
        ``draws`` is a little below ``permutations``. When False (Gi*) all values are dealt.
    permutations
        How many draws.
    alpha
        The level for which the attainable level is found.
    """
    n = len(values)
    slack = TIE * max(1.0, float(np.abs(values).max(initial=0.0)))
    tally = Exceedance(np.zeros(n), np.zeros(n), np.full(n, float(permutations)), np.zeros(n))
    most = int(sizes.max(initial=0))
    batch = max(1, min(permutations, BATCH // max(most, 1)))
    for start in range(0, permutations, batch):
        draws = draw_without_replacement(rng, n, most, min(batch, permutations - start))
        running = np.zeros(len(draws))
        for k in range(1, most + 1):
            running += values[draws[:, k - 1]]
            here = np.flatnonzero(sizes == k)
            if len(here) == 0:
                continue
            ordered = np.sort(running)
            _compare(tally, here, ordered, sums[here], slack)
            if start == 0:
                tally.levels[here] = _attainable(ordered, alpha, slack)
            if hold_own:
                _set_aside(tally, sizes == k, draws[:, :k], running, sums, slack)
    return tally


def _compare(
    tally: Exceedance, here: np.ndarray, ordered: np.ndarray, sums: np.ndarray, slack: float
) -> None:
    """Count, for the cells ``here``, the chance sums above and level with theirs."""
    above = len(ordered) - np.searchsorted(ordered, sums + slack, "right")
    at_least = len(ordered) - np.searchsorted(ordered, sums - slack, "left")
    tally.above[here] += above
    tally.level[here] += at_least - above


def _set_aside(
    tally: Exceedance,
    concerned: np.ndarray,
    draws: np.ndarray,
    running: np.ndarray,
    sums: np.ndarray,
    slack: float,
) -> None:
    """Take back, cell by cell, the draws that contain the cell itself."""
    n = len(sums)
    cells = draws.ravel()
    total = np.repeat(running, draws.shape[1])
    higher = total > sums[cells] + slack
    even = ~higher & (total >= sums[cells] - slack)
    every = np.ones(len(cells), dtype=bool)
    for counter, mask in ((tally.above, higher), (tally.level, even), (tally.draws, every)):
        own = np.bincount(cells[mask], minlength=n)
        counter[concerned] -= own[concerned]


def _attainable(ordered: np.ndarray, alpha: float, slack: float) -> float:
    """The largest (1 + count at or above)/(1 + draws) that does not pass ``alpha``."""
    r = len(ordered)
    allowed = int(np.floor(alpha * (r + 1) + 1e-9)) - 1
    if allowed < 0:
        return 0.0
    if allowed >= r:
        return 1.0
    first_above = np.searchsorted(ordered, ordered[r - allowed - 1] + slack, "right")
    return float((1 + r - first_above) / (r + 1))


def draw_without_replacement(rng: np.random.Generator, n: int, k: int, times: int) -> np.ndarray:
    """Draw k different cells of n, ``times`` over: (times, k) whole numbers, order random."""
    if k > n:
        raise ValueError(f"cannot draw {k} different cells of {n}")
    if k * k > 20 * n or 2 * k > n:
        return _shuffled(rng, n, k, times)
    draws = np.empty((times, k), dtype=np.int64)
    for column in range(k):
        rows = np.arange(times)
        while len(rows):
            draws[rows, column] = rng.integers(0, n, size=len(rows))
            repeats = draws[rows, :column] == draws[rows, column : column + 1]
            rows = rows[repeats.any(axis=1)]
    return draws


def _shuffled(rng: np.random.Generator, n: int, k: int, times: int) -> np.ndarray:
    """Small maps or wide neighbourhoods: shuffle the whole map, a batch of draws at a time."""
    batch = max(1, 4_000_000 // n)
    parts = []
    for start in range(0, times, batch):
        rows = min(batch, times - start)
        deck = np.broadcast_to(np.arange(n), (rows, n))
        parts.append(rng.permuted(deck, axis=1)[:, :k])
    return np.concatenate(parts)
