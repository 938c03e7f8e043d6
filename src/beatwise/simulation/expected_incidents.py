"""What was to be expected: the truth that estimates are held against."""

from __future__ import annotations

import numpy as np

from beatwise.simulation.county import County, TownHistory
from beatwise.simulation.true_hot_spots import HotSpot


def hot_spot_means(county: County, hot: HotSpot) -> np.ndarray:
    """Expected incidents without patrols in a hot spot, shape (types, months)."""
    return premises_means(county, county.histories[hot.town], hot.inside)


def premises_means(county: County, history: TownHistory, which: np.ndarray) -> np.ndarray:
    """Expected incidents without patrols at the premises ``which``, shape (types, months).

    Season and each block's drift are in it; over-dispersion and near repeats do not change it.
    """
    place = history.town.premises
    blocks = np.unique(place.block[which])
    total = np.zeros(county.season.shape)
    for block in blocks:
        mean = place.mean[which[place.block[which] == block]].sum(axis=0)
        total += mean[:, None] * history.drift[block]
    return total * county.season


def point_means(history: TownHistory) -> np.ndarray:
    """Expected incidents a month at each snap point, no season or drift, shape (points, types)."""
    of, mean = history.town.points.of, history.town.premises.mean
    n = len(history.town.points.x)
    return np.column_stack([np.bincount(of, mean[:, i], n) for i in range(mean.shape[1])])


def hot_spot_counts(county: County, hot: HotSpot, fate: tuple[int, ...]) -> np.ndarray:
    """Incidents that began in the hot spot and met one of the fates, shape (types, months)."""
    history = county.histories[hot.town]
    here = np.isin(history.would.premises, hot.inside) & np.isin(history.response.fate, fate)
    shape = county.season.shape
    cell = history.would.kind[here].astype(np.int64) * shape[1] + history.would.month[here]
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
