"""The rule that hours are shared by, and what other defensible rules would give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from beatwise.hotspots.shortlist.placing.expected_risk import mean_shares
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.towns.between_towns import TownType
from beatwise.hotspots.towns.share_hours import HourShares, share_hours
from beatwise.records.crime_types import CATEGORIES


RULE = (
    "in proportion to the recorded incidents in each town's hot spots, by month with data (each "
    "type as a share of all towns' hot spots, averaged over types); a chosen town gets at least "
    "the minimum, one due less than half of it is not chosen; largest remainder"
)
_INCIDENTS = ("count", "in_hot_spots")


def weights_by(rows: list[dict[str, TownType]], name: str) -> NDArray[np.float64]:
    """Return each town's share of the count called ``name``, averaged over types that occur.

    Incidents are taken by month with data. Shape (towns,); it sums to one, or to zero where nothing
    occurs.
    """
    counts = [[getattr(t, name) / _months(t, name) for t in row.values()] for row in rows]
    return mean_shares(np.array(counts, float))


def _months(one: TownType, name: str) -> int:
    return one.months if name in _INCIDENTS else 1


def other_rules(
    rows: list[dict[str, TownType]],
    shortlists: Sequence[dict[str, Shortlist]],
    hours: float,
    minimum: float,
    step: float,
) -> list[HourShares]:
    """Return the hours that other defensible rules would give.

    Parameters
    ----------
    rows
        For each town the figures of each type.
    shortlists
        For each town the list of each type.
    hours, minimum, step
        As in ``share_hours``.
    """
    base = weights_by(rows, "in_hot_spots")
    some = (base > 0).astype(float)
    weights = {
        "by all recorded incidents in the town": weights_by(rows, "count"),
        "by the number of hot spots": weights_by(rows, "hot_spots"),
        "by the square root of incidents in hot spots": np.sqrt(base),
        "the same to every town with a hot spot": some,
        "by the later half of the training months": _by_later_half(shortlists),
    }
    types = list(rows[0])
    if len(types) > 1:
        for kind in types:
            alone = [{kind: row[kind]} for row in rows]
            weights[f"by {CATEGORIES.get(kind, kind).lower()} in its hot spots alone"] = weights_by(
                alone, "in_hot_spots"
            )
    shared = []
    for rule, weight in weights.items():
        if weight.sum() > 0:
            shared.append(share_hours(weight, hours, minimum, rule, step))
    return shared


def _by_later_half(shortlists: Sequence[dict[str, Shortlist]]) -> NDArray[np.float64]:
    """Return each town's share of its hot spots' incidents in the later half of the months."""
    counts = np.zeros((len(shortlists), len(shortlists[0])))
    for at, town in enumerate(shortlists):
        for column, (kind, one) in enumerate(town.items()):
            half = one.train.present[len(one.train.present) // 2 :]
            late = np.isin(one.observed.months, half)
            later = sum(np.array(s.monthly[kind])[late].sum() for s in one.hotspots)
            counts[at, column] = later / len(half)
    return mean_shares(counts)
