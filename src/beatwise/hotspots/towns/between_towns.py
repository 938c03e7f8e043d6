"""Candidate towns side by side: what each has, what could be learnt, and its share of hours."""

from __future__ import annotations

from dataclasses import dataclass

from beatwise.clock import MonthRange
from beatwise.estimate import Estimate
from beatwise.hotspots.towns.share_hours import HourShares
from beatwise.hotspots.towns.smallest_detectable_fall import Learnable


@dataclass(frozen=True, slots=True)
class TownType:
    """One type of incident in one town.

    Parameters
    ----------
    count, months, a_month
        Training incidents, the training months with data, and incidents a month with data.
    trend
        Change a year in percent over all months up to the last training month; None: too few.
    hot_spots, in_hot_spots, share
        Hot spots found, incidents in them, and their share of the town's.
    persistence
        Mean share of training months in which its hot spots were hot; None without hot spots.
    half_in
        Least share of the fixed cells that holds half of the incidents; None without any.
    gini
        Generalised Gini over the fixed cells; None without incidents.
    top_points
        Share held by the three busiest map points.
    learnable
        The fall that a year before and after could tell in the hot spots.
    premises_first
        Hot spots with half or more of their incidents at one map point.
    unplaced
        Whether there is no trend because the share of records without a place moves too much.
    """

    count: int
    months: int
    a_month: float
    trend: Estimate | None
    hot_spots: int
    in_hot_spots: int
    share: float
    persistence: float | None
    half_in: float | None
    gini: float | None
    top_points: float
    learnable: Learnable
    premises_first: int
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Town:
    """One candidate.

    Parameters
    ----------
    label
        The town.
    by_type
        Each type apart; None for one that the files of the town's home force lack.
    patrols
        Other patrols gathered as events, in words.
    hours
        Its share of the hours; zero when not chosen.
    gets_hours, reason
        Whether it was chosen to get any of the hours, and why or why not.
    places, coverable
        Its hot spots, one on the lists of two types counted once; and how many of them its hours
        can cover at most.
    """

    label: str
    by_type: dict[str, TownType | None]
    patrols: tuple[str, ...]
    hours: float
    gets_hours: bool
    reason: str
    places: int
    coverable: int


@dataclass(frozen=True, slots=True)
class BetweenTowns:
    """The comparison: towns with most hours first, the rule, and what other rules would give.

    ``not_gathered`` are candidates on ground that was not gathered: nothing there is a zero.
    """

    types: tuple[str, ...]
    train: MonthRange
    hours: float
    minimum: float
    hours_each: float
    rule: str
    cover_rule: str
    towns: tuple[Town, ...]
    sensitivity: tuple[HourShares, ...]
    labels: tuple[str, ...]
    notes: tuple[str, ...]
    not_gathered: tuple[str, ...] = ()
