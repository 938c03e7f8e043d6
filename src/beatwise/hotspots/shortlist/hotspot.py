"""The noun that this room hands on: one hot spot, with everything known about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import shapely

from beatwise.estimate import Estimate


class RecentMonths(NamedTuple):
    """How many of the last ``window`` calendar months a place was hot in, of those with data."""

    window: int
    hot: int
    of: int


@dataclass(frozen=True, slots=True)
class PointInside:
    """A map point inside a hot spot: shared, not an address."""

    easting: float
    northing: float
    label: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Harm:
    """Severity beside the counts: the index, the summed weight, and how many it rests on."""

    index: str
    total: float
    weighed: int
    of: int


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A small, contiguous place that can be patrolled on foot and where incidents gather.

    Parameters
    ----------
    rank, id, name
        Its place in the list from 1; an identifier made from the place (not from the rank); a
        street and what is nearest to it, unlike all others of the list.
    geometry
        Polygon in BNG metres, to the centimetre.
    counts, shares
        Training incidents by type, and the share of the area's own; types are never added.
    scored
        Incidents by type in the scored months; None when none were scored.
    monthly
        Incidents by type in each month with data, in the order of the list's ``months``.
    share
        The mean of ``shares`` over the types.
    hot_months, of_months
        Training months in which it was among the area's top N, of how many.
    recent
        The same over the last 12, 24 and 36 calendar months.
    trend
        Change a year in percent by type, against the rest of the area and free of the choosing; or
        None where too few to tell.
    found_again
        Share of random halves of the training months whose list holds half of its incidents.
    points
        Map points inside with a training incident, busiest first.
    top_share
        The share of its incidents at its busiest map point, by type.
    p_value, q_value
        Screening of the fixed cell under it (chosen and tested on the same months); None: not
        tested.
    confidence
        ``high``, ``moderate`` or ``low``, by a stated rule.
    reasons
        Why it is on the list and what to be careful of, in sentences.
    harm
        Summed severity of its training incidents; None when the records have no offence codes.
    unplaced
        Types without a trend because the share of records without a place moves too much.
    """

    rank: int
    id: str
    name: str
    geometry: shapely.Polygon
    counts: dict[str, int]
    shares: dict[str, float]
    scored: dict[str, int] | None
    monthly: dict[str, tuple[int, ...]]
    share: float
    hot_months: int
    of_months: int
    recent: tuple[RecentMonths, ...]
    trend: dict[str, Estimate | None]
    found_again: float
    points: tuple[PointInside, ...]
    top_share: dict[str, float]
    p_value: float | None
    q_value: float | None
    confidence: str
    reasons: tuple[str, ...]
    harm: Harm | None = None
    unplaced: tuple[str, ...] = ()

    @property
    def area_m2(self) -> float:
        """Its extent, square metres."""
        return float(self.geometry.area)

    @property
    def across_m(self) -> float:
        """The square root of its area, metres."""
        return float(self.geometry.area**0.5)

    @property
    def one_point(self) -> bool:
        """Whether half or more of its incidents of some type lie at one map point."""
        return any(s >= 0.5 and self.counts[t] > 0 for t, s in self.top_share.items())
