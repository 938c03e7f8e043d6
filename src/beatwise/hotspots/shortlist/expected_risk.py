"""What each map point should expect: the risk that places are chosen by.

Two types are never added. Each type's risk is first divided by its own total over the area, and a
point's risk is the mean of those shares: with anti-social behaviour and shoplifting each counts
half, however many there are of one.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse
import scipy.spatial

from beatwise.hotspots.prediction import Settings, predict
from beatwise.hotspots.shortlist.training_data import MapPoints


NEARBY_M = 150.0
# A map point has too few incidents to fit the numbers to; over 77 towns (docs/methods/selection.md)
# no setting places better than nearly plain counts, lightly drawn towards the points around.
PLACING = Settings(
    half_life=60.0, strength=1.0, long_run=0.5, nearby=0.05, other_types=0.0, everywhere=0.1
)


def expected_rates(points: MapPoints, months: tuple[int, ...]) -> np.ndarray:
    """Return the incidents of each type that each point should expect a month, shape (m, types).

    Points within 150 m of each other count as neighbours. A point without an incident of a type in
    ``months`` (the columns of ``points.monthly``) expects none of it.
    """
    rates = np.zeros((len(points.x), points.monthly.shape[1]))
    if len(points.x) == 0:
        return rates
    neighbours = near(points.x, points.y, NEARBY_M)
    for kind in range(points.monthly.shape[1]):
        counts = points.monthly[:, kind, :]
        if counts.sum() > 0:
            risk = predict(counts, np.array(months), neighbours, settings=PLACING).risk
            rates[:, kind] = np.where(counts.sum(axis=1) > 0, risk, 0.0)
    return rates


def mean_shares(rates: np.ndarray) -> np.ndarray:
    """Return each place's share of each type's total, averaged over the types that occur.

    ``rates`` (or counts) has shape (m, types); the result sums to one, or to nought without any.
    """
    total = rates.sum(axis=0)
    occurring = total > 0
    if not occurring.any():
        return np.zeros(len(rates))
    return np.asarray((rates[:, occurring] / total[occurring]).mean(axis=1))


def near(x: np.ndarray, y: np.ndarray, within_m: float) -> scipy.sparse.csr_array:
    """Return which points lie within ``within_m`` of each other, without self."""
    tree = scipy.spatial.cKDTree(np.column_stack([x, y]))
    pairs = tree.query_pairs(within_m, output_type="ndarray")
    first = np.concatenate([pairs[:, 0], pairs[:, 1]])
    second = np.concatenate([pairs[:, 1], pairs[:, 0]])
    size = (len(x), len(x))
    return scipy.sparse.coo_array((np.ones(len(first), bool), (first, second)), shape=size).tocsr()
