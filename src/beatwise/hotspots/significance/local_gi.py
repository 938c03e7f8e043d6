"""Gi and Gi* with one-sided, tie-correct p-values that hold on sparse counts.

What is dealt at random, and what is held:

* **Gi*** asks whether a cell *with* its neighbours is fuller than chance. Under the null every
  cell's value, its own included, is dealt afresh: the sum is of k + 1 values drawn without
  replacement from all n ("total permutation").
* **Gi** asks whether a cell's *neighbours* are. Its own value is held where it is and the other
  n - 1 are dealt: the sum is of k values drawn without replacement from those. (Gi* with its own
  value held gives the same p as Gi: the constant own value cancels. So it is not offered apart.)
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from beatwise.errors import BadInput, UsageError
from beatwise.hotspots.significance import enumeration
from beatwise.hotspots.significance.dealing import exceedance
from beatwise.hotspots.significance.discovery import Rule, q_values
from beatwise.hotspots.significance.local_test import LocalSignificance
from beatwise.hotspots.significance.statistic import neighbourhood, z_gi, z_gi_star


Method = Literal["auto", "exact", "permutation"]

NULLS = {
    True: "all values, the cell's own included, are dealt to the cells at random.",
    False: "the cell's own value is held and all others are dealt at random.",
}


def local_gi(
    values: np.ndarray,
    neighbours: csr_array,
    *,
    star: bool = True,
    method: Method = "auto",
    permutations: int = 99_999,
    alpha: float = 0.05,
    rule: Rule = "bh",
    seed: int = 0,
) -> LocalSignificance:
    """Test every cell's neighbourhood against random dealing of the values.

    Parameters
    ----------
    values
        Counts or weights (severity, days) of each cell, (n,), finite and not negative.
    neighbours
        (n, n) sparse adjacency, binary; the diagonal is ignored.
    star
        Gi* (self included) or Gi (self left out).
    method
        ``exact`` enumerates and needs whole numbers; ``permutation`` samples and takes any
        weights; ``auto`` is exact whenever it can be.
    permutations
        Draws for ``permutation``: p is (1 + draws at least as large)/(1 + draws). One sample
        serves every cell with as many neighbours, so many draws cost little; with few, the
        smallest p (1/1,000 for 999) is too large for any q over a big map.
    alpha
        The level whose attainable value is reported.
    rule
        ``bh`` or ``by``, see :func:`q_values`.
    seed
        For the draws and for the coin of ``p_randomised``.

    Raises
    ------
    BadInput
        Values that are negative or not finite, neighbours of another size, or fractions for the
        exact method.
    Refused
        The exact method on neighbourhoods too large to enumerate.

    Sources
    -------
    Getis & Ord (1992); Ord & Getis (1995); ``docs/methods/significance.md``.
    """
    values = _checked(values)
    sums, sizes = neighbourhood(values, neighbours, star=star)
    whole = bool(np.all(values == np.rint(values)))
    route = _choose(method, values, sums, sizes, whole)
    rng = np.random.default_rng(seed)
    coin = rng.random(len(values))
    if route == "exact":
        at_least, beyond, levels = _exact(values, sums, sizes, star, alpha)
    else:
        at_least, beyond, levels = _sampled(values, sums, sizes, star, permutations, alpha, rng)
    tested = (sizes > 0) & (sums > 0)
    p = np.where(tested, at_least, np.nan)
    z = z_gi_star(values, sums, sizes) if star else z_gi(values, sums, sizes)
    family = sizes > 0
    q = np.full(len(values), np.nan)
    q[family] = q_values(p[family], rule)
    return LocalSignificance(
        statistic="Gi*" if star else "Gi",
        null=NULLS[star],
        method=route,
        sums=sums,
        sizes=sizes,
        z=z,
        p=p,
        p_randomised=np.where(tested, beyond + coin * (at_least - beyond), np.nan),
        q=q,
        tested=tested,
        levels=levels,
        alpha=alpha,
        rule=rule,
        family=int(family.sum()),
        permutations=None if route == "exact" else permutations,
        seed=seed,
    )


def _checked(values: np.ndarray) -> np.ndarray:
    values = np.asarray(values, dtype=float)
    if values.ndim != 1:
        raise BadInput("The values must be one number a cell.")
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if len(bad):
        raise BadInput(
            f"Cell {bad[0]} has the value {values[bad[0]]}: {len(bad)} cells are negative or "
            "not a number.",
            next_step="Leave cells without data out of the map; no data is never zero.",
        )
    return values


def _choose(
    method: Method, values: np.ndarray, sums: np.ndarray, sizes: np.ndarray, whole: bool
) -> str:
    if method not in ("auto", "exact", "permutation"):
        raise UsageError(
            f"'{method}' is not a method.", next_step="Use auto, exact or permutation."
        )
    if method == "exact" and not whole:
        raise BadInput(
            "The exact test needs whole counts; these are weights.",
            next_step="Ask for method='permutation'.",
        )
    if method != "auto":
        return method
    cap = int(sums.max(initial=0))
    can = whole and enumeration.can_enumerate(values.astype(np.int64), sizes, cap)
    return "exact" if can else "permutation"


class Tails(NamedTuple):
    """What chance gives by cell, each (n,).

    P(at least its sum), P(more than its sum), and the largest p at or below alpha that it can have.
    """

    at_least: np.ndarray
    beyond: np.ndarray
    levels: np.ndarray


def _exact(
    values: np.ndarray, sums: np.ndarray, sizes: np.ndarray, star: bool, alpha: float
) -> Tails:
    """P(at least), P(more) and the attainable level, by table look-up."""
    counts, totals = values.astype(np.int64), np.rint(sums).astype(np.int64)
    cap = int(totals.max(initial=0)) + 1
    at_least, beyond, levels = np.ones(len(values)), np.zeros(len(values)), np.zeros(len(values))
    everyone = np.ones(len(values), dtype=bool)
    tables = (
        [(None, enumeration.tails(counts, sizes, cap))]
        if star
        else enumeration.tails_without_own(counts, sizes, cap)
    )
    for own, by_size in tables:
        mine = everyone if own is None else counts == own
        for k, tail in by_size.items():
            here = np.flatnonzero(mine & (sizes == k))
            at_least[here] = tail[totals[here]]
            beyond[here] = tail[totals[here] + 1]
            levels[here] = tail[tail <= alpha * (1 + 1e-12)].max(initial=0.0)
    return Tails(at_least, beyond, levels)


def _sampled(
    values: np.ndarray,
    sums: np.ndarray,
    sizes: np.ndarray,
    star: bool,
    permutations: int,
    alpha: float,
    rng: np.random.Generator,
) -> Tails:
    if permutations < 1:
        raise UsageError("At least one permutation is needed.")
    got = exceedance(
        values, sums, sizes, hold_own=not star, permutations=permutations, alpha=alpha, rng=rng
    )
    most = got.draws + 1.0
    return Tails((got.above + got.level + 1.0) / most, got.above / most, got.levels)
