"""Is there a rhythm at all? Turn every incident's span round the clock at random and compare.

Each turn keeps how long the span is and how many incidents there are; only *when* is let go. A
flat clock is the null hypothesis; incidents that come in series count as many, so the test can be
too ready to see a rhythm where one offender makes several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np


if TYPE_CHECKING:
    from numpy.typing import NDArray


def rhythm_p_value(rows: NDArray[np.float64], *, permutations: int, seed: int) -> float:
    """Return the tie-correct p of the profile being flat.

    Parameters
    ----------
    rows
        Each incident's weights round the clock, shape (n, size); rows sum to 1.
    permutations, seed
        Random turns, drawn by ``numpy.random.default_rng(seed)``.

    Returns
    -------
    (1 + turns whose profile is at least as uneven) / (1 + turns). Unevenness is the sum of
    squares of the profile.
    """
    from scipy.sparse import csc_array

    n, size = rows.shape
    rng = np.random.default_rng(seed)
    ones, pointers = np.ones(n), np.arange(n + 1)
    back = (np.arange(size) - np.arange(size)[:, None]) % size
    observed = float((rows.sum(axis=0) ** 2).sum())
    uneven = 0
    for _ in range(permutations):
        turns = rng.integers(0, size, n)
        by_turn = csc_array((ones, turns, pointers), shape=(size, n)) @ rows
        profile = np.take_along_axis(by_turn, back, axis=1).sum(axis=0)
        uneven += float((profile**2).sum()) >= observed * (1 - 1e-12)
    return (1 + uneven) / (1 + permutations)
