"""Whether the ranking of places holds from one half of the months to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from beatwise.errors import BadInput, MissingData


Split = Literal["halves", "alternate"]


@dataclass(frozen=True, slots=True)
class Stability:
    """Agreement of two halves of the months.

    Parameters
    ----------
    rank_correlation
        Spearman's, over units with an event in either half, ties sharing their rank. Sparse
        counts alone pull it down; ``nan`` when a half does not vary.
    overlap
        Shared units of the two top lists over ``top_n``.
    chance_overlap
        What two lists drawn at random from the same units would share.
    captured
        Share of the second half's events in the first half's top list.
    units, top_n
        Units with an event, and the length of the lists. Ties for the last place are settled by
        a seeded draw, apart for each half, so that they do not feign agreement.
    first, second
        Columns of the matrix in each half.
    """

    rank_correlation: float
    overlap: float
    chance_overlap: float
    captured: float
    units: int
    top_n: int
    first: tuple[int, ...]
    second: tuple[int, ...]


def stability(counts: np.ndarray, top_n: int, split: Split = "halves", seed: int = 0) -> Stability:
    """Compare the ranking in two halves of the months.

    Parameters
    ----------
    counts
        Events, (n_units, n_months), months in order, only months that have data.
    top_n
        Length of the lists compared.
    split
        ``halves``: the earlier months against the later ones; ``alternate``: every other month,
        which share season and drift.

    Raises
    ------
    BadInput
        Not a matrix.
    MissingData
        Fewer than two months, or no events.
    """
    counts = np.asarray(counts, dtype=float)
    if counts.ndim != 2:
        raise BadInput("Give one row a unit and one column a month.")
    columns = np.arange(counts.shape[1])
    if len(columns) < 2:
        raise MissingData("Two halves need at least two months.")
    early = columns < len(columns) // 2 if split == "halves" else columns % 2 == 0
    one, two = counts[:, early].sum(axis=1), counts[:, ~early].sum(axis=1)
    occupied = (one + two) > 0
    if not occupied.any():
        raise MissingData("There are no events in these months.")
    one, two = one[occupied], two[occupied]
    length = min(top_n, len(one))
    rng = np.random.default_rng(seed)
    top_one, top_two = (np.lexsort((rng.random(len(one)), -half))[:length] for half in (one, two))
    return Stability(
        rank_correlation=spearman(one, two),
        overlap=len(np.intersect1d(top_one, top_two)) / length,
        chance_overlap=length / len(one),
        captured=float(two[top_one].sum() / two.sum()) if two.sum() else float("nan"),
        units=len(one),
        top_n=length,
        first=tuple(columns[early].tolist()),
        second=tuple(columns[~early].tolist()),
    )


def spearman(one: np.ndarray, two: np.ndarray) -> float:
    """Spearman's rank correlation of two (n,) lists, ties sharing their mean rank."""
    a, b = _ranks(one), _ranks(two)
    spread = a.std() * b.std()
    if spread == 0:
        return float("nan")
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread)


def _ranks(values: np.ndarray) -> np.ndarray:
    _, place, tied = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(tied)
    return (ends - (tied - 1) / 2.0)[place]
