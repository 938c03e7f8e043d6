"""The share that a ranking captures when its ties are broken by lot."""

from __future__ import annotations

import numpy as np

from beatwise.hotspots.accuracy import share_captured


def expected_shares(scores: np.ndarray, later: np.ndarray, fractions: np.ndarray) -> np.ndarray:
    """Return the expected share captured in the first cells, exact over all ways to break ties.

    Within a run of equal scores each cell is as likely as another to come next, so each is given
    the run's mean. A part of a cell is taken where a fraction does not fall on whole cells.

    Parameters
    ----------
    scores
        Highest first, (n,).
    later
        Incidents that followed, (n,); cells are of equal area.
    fractions
        Shares of the n cells, each in (0, 1].
    """
    order = np.argsort(-scores, kind="stable")
    run = np.unique(-scores, return_inverse=True)[1]
    mean = np.bincount(run, later) / np.bincount(run)
    return share_captured(order, mean[run], np.ones(len(scores)), fractions)
