"""The exact chance distribution of a neighbourhood sum, enumerated.

When whole-number counts are dealt to the cells at random, the total of k cells is the total
of k counts drawn without replacement from all of them. With m_v cells of count v,

    P(S = s) = [y^k t^s] prod_v sum_j C(m_v, j) y^j t^(v j) / C(n, k).

The polynomial is multiplied out one count at a time. Each C(m_v, j) carries the factor
c^j (1 - c)^(m_v - j), a binomial probability, which cancels in the ratio and keeps every number
between 0 and 1; all terms are positive, so small tails keep their digits. Sums at or above the
largest one seen share one last place ("this or more"), which keeps tails exact and the table small.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from beatwise.errors import Refused


MOST_CELLS = 400
MOST_WORK = 4e9


def tails(counts: np.ndarray, sizes: np.ndarray, cap: int) -> dict[int, np.ndarray]:
    """P(total of k cells ≥ s) for s = 0..cap, when all counts are dealt at random.

    Parameters
    ----------
    counts
        Whole numbers ≥ 0, (n,).
    sizes
        The neighbourhood sizes k wanted, each 0 ≤ k ≤ n.
    cap
        The largest s wanted.

    Returns
    -------
    For each distinct k an array (cap + 1,).
    """
    wanted = np.unique(sizes)
    most = int(wanted.max(initial=0))
    values, copies = np.unique(counts, return_counts=True)
    _refuse_too_much(most, cap, copies)
    chance = _chance(most, len(counts))
    table = _start(most, cap)
    for value, m in zip(values.tolist(), copies.tolist(), strict=True):
        table = _with(table, value, m, chance)
    return {int(k): _tail(table[k], _binomial(int(k), len(counts), chance)[-1]) for k in wanted}


def tails_without_own(
    counts: np.ndarray, sizes: np.ndarray, cap: int
) -> Iterator[tuple[int, dict[int, np.ndarray]]]:
    """As ``tails``, once for each distinct count with one cell of that count set aside.

    Yields ``(own count, tails)``. The products of all-but-one are shared by halving the list of
    counts, so that d distinct counts need d·log(d) multiplications and not d².
    """
    wanted = np.unique(sizes)
    most = int(wanted.max(initial=0))
    values, copies = np.unique(counts, return_counts=True)
    _refuse_too_much(most, cap, copies, rounds=max(1.0, np.log2(len(values))))
    others = len(counts) - 1
    chance = _chance(most, others)
    pairs = list(zip(values.tolist(), copies.tolist(), strict=True))
    for own, table in _all_but_one(_start(most, cap), pairs, chance):
        yield own, {int(k): _tail(table[k], _binomial(int(k), others, chance)[-1]) for k in wanted}


def _all_but_one(
    table: np.ndarray, pairs: list[tuple[int, int]], chance: float
) -> Iterator[tuple[int, np.ndarray]]:
    if len(pairs) == 1:
        value, copies = pairs[0]
        yield value, _with(table, value, copies - 1, chance)
        return
    middle = len(pairs) // 2
    for mine, rest in ((pairs[:middle], pairs[middle:]), (pairs[middle:], pairs[:middle])):
        grown = table
        for value, copies in rest:
            grown = _with(grown, value, copies, chance)
        yield from _all_but_one(grown, mine, chance)


def _start(most: int, cap: int) -> np.ndarray:
    table = np.zeros((most + 1, cap + 1))
    table[0, 0] = 1.0
    return table


def _with(table: np.ndarray, value: int, copies: int, chance: float) -> np.ndarray:
    """Multiply in the cells of one count: j of them among the k, for each j."""
    most, cap = table.shape[0] - 1, table.shape[1] - 1
    weights = _binomial(min(most, copies), copies, chance)
    grown = weights[0] * table
    for j, weight in enumerate(weights[1:].tolist(), start=1):
        shift = min(j * value, cap)
        before = table[:-j]
        grown[j:, shift:cap] += weight * before[:, : cap - shift]
        grown[j:, cap] += weight * before[:, cap - shift :].sum(axis=1)
    return grown


def _tail(row: np.ndarray, total: float) -> np.ndarray:
    """Sum from the far end, so that the smallest numbers are added first."""
    return np.minimum(np.cumsum(row[::-1])[::-1] / total, 1.0)


def _binomial(upto: int, n: int, chance: float) -> np.ndarray:
    """Binomial(n, chance) probabilities of 0..upto, each from the one before."""
    j = np.arange(upto)
    steps = (n - j) / (j + 1) * (chance / (1.0 - chance))
    return np.exp(n * np.log1p(-chance)) * np.concatenate([[1.0], np.cumprod(steps)])


def _chance(most: int, n: int) -> float:
    return min(max(most / n, 1e-9), 0.5) if n else 0.5


def _refuse_too_much(most: int, cap: int, copies: np.ndarray, rounds: float = 1.0) -> None:
    work = float(np.minimum(copies, most).sum()) * (most + 1) * (cap + 1) * rounds
    if most > MOST_CELLS or work > MOST_WORK:
        raise Refused(
            f"Neighbourhoods of {most:,} cells with totals up to {cap:,} are too many to list.",
            next_step="Ask for method='permutation'.",
        )


def can_enumerate(counts: np.ndarray, sizes: np.ndarray, cap: int) -> bool:
    """Say whether ``tails`` would take the work on."""
    copies = np.unique(counts, return_counts=True)[1]
    try:
        _refuse_too_much(int(sizes.max(initial=0)), cap, copies, np.log2(len(copies) + 1))
    except Refused:
        return False
    return True
