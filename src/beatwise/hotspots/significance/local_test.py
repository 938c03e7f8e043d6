"""What a local test hands on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class LocalSignificance:
    """A one-sided local test of every cell: whether its neighbourhood is fuller than chance.

    Every array has one entry a cell, (n,), in the order of the input.

    Parameters
    ----------
    statistic
        ``Gi*`` (the cell and its neighbours), ``Gi`` (its neighbours only) or ``rate``.
    null
        In words, what chance is taken to be.
    method
        ``exact`` (the distribution is enumerated) or ``permutation`` (it is sampled).
    sums, sizes
        The neighbourhood's total, and how many cells it holds.
    z
        The Ord & Getis z value, or for ``rate`` the standardised excess. Never used for p.
    p
        P(total at least as large as seen); ties count in full. ``nan``: not tested.
    p_randomised
        The same with the tie broken by a seeded coin: uniform under the null.
    q
        ``p`` after the false discovery rate over ``family`` cells.
    tested
        False where the neighbourhood is empty (no events, or no cells): nothing to test.
    levels
        The largest p at or below ``alpha`` that the cell could have had.
    alpha, rule, family
        The nominal level, the rule behind ``q`` (``bh`` or ``by``) and the cells it counts.
    permutations, seed
        Draws behind ``p`` (``None`` when exact), and the seed of everything random.
    """

    statistic: str
    null: str
    method: str
    sums: np.ndarray
    sizes: np.ndarray
    z: np.ndarray
    p: np.ndarray
    p_randomised: np.ndarray
    q: np.ndarray
    tested: np.ndarray
    levels: np.ndarray
    alpha: float
    rule: str
    family: int
    permutations: int | None
    seed: int

    @property
    def attainable_level(self) -> float:
        """The share of cells that pure chance would put at p ≤ alpha: at most alpha, often less."""
        return float(self.levels.mean()) if len(self.levels) else 0.0

    @property
    def smallest_q(self) -> float:
        """The smallest q that one cell standing alone can reach with this many draws; 0: exact."""
        return 0.0 if self.permutations is None else self.family / (self.permutations + 1)

    def hot(self, rate: float = 0.05) -> np.ndarray:
        """Mark the cells whose q is at or below ``rate``; cells not tested are never hot."""
        return np.where(np.isnan(self.q), 1.0, self.q) <= rate

    def in_words(self) -> str:
        """One sentence that says how the figures were made."""
        basis = "exact" if self.permutations is None else f"{self.permutations:,} permutations"
        few = "" if self.smallest_q <= 0.05 else " Too few draws for one cell alone to reach q .05."
        return (
            f"{self.statistic}, one-sided, {basis}, seed {self.seed}: {self.null} "
            f"{int(self.tested.sum()):,} of {len(self.tested):,} cells tested; attainable level "
            f"{self.attainable_level:.4f} at {self.alpha:g}; q by {self.rule.upper()} over "
            f"{self.family:,} cells.{few}"
        )
