"""Candidate towns side by side: what each has, what could be learnt, and its share of hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from beatwise.clock import MonthRange
from beatwise.estimate import Estimate
from beatwise.hotspots.concentration import generalised_gini, places_holding
from beatwise.hotspots.shortlist.reasons.reasons import what
from beatwise.hotspots.shortlist.reasons.trend import trend
from beatwise.hotspots.shortlist.shortlist import Shortlist
from beatwise.hotspots.shortlist.training_data import map_points
from beatwise.hotspots.towns.coverable_hot_spots import (
    HOURS_EACH,
    cover_rule,
    coverable,
    distinct_places,
)
from beatwise.hotspots.towns.share_hours import Shared, share_hours
from beatwise.hotspots.towns.smallest_detectable_fall import Learnable, learnable
from beatwise.places.areas import Area
from beatwise.records.offences import CATEGORIES


@dataclass(frozen=True, slots=True)
class TownType:
    """One type of incident in one town.

    Parameters
    ----------
    count, a_month
        Training incidents, and a month with data.
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
    """

    count: int
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


@dataclass(frozen=True, slots=True)
class Town:
    """One candidate.

    Parameters
    ----------
    label
        The town.
    by_type
        Each type apart.
    patrols
        Other patrols gathered as events, in words.
    hours
        Its share of the hours; nought when not chosen.
    gets_hours, reason
        Whether it was chosen to get any of the hours, and why or why not.
    places, coverable
        Its hot spots, one on the lists of two types counted once; and how many of them its hours
        can cover at most.
    """

    label: str
    by_type: dict[str, TownType]
    patrols: tuple[str, ...]
    hours: float
    gets_hours: bool
    reason: str
    places: int
    coverable: int


@dataclass(frozen=True, slots=True)
class BetweenTowns:
    """The comparison: towns with most hours first, the rule, and what other rules would give."""

    types: tuple[str, ...]
    train: MonthRange
    hours: float
    minimum: float
    hours_each: float
    rule: str
    cover_rule: str
    towns: tuple[Town, ...]
    sensitivity: tuple[Shared, ...]
    labels: tuple[str, ...]
    notes: tuple[str, ...]


RULE = (
    "in proportion to the recorded incidents in each town's hot spots (each type as a share of all "
    "towns' hot spots, averaged over types); a chosen town gets at least the minimum, one due less "
    "than half of it is not chosen; largest remainder"
)


def compare(
    shortlists: Sequence[dict[str, Shortlist]],
    patrols: Sequence[tuple[str, ...]],
    hours: float,
    minimum: float,
    hours_each: float = HOURS_EACH,
) -> BetweenTowns:
    """Compare towns and share ``hours`` between them.

    Parameters
    ----------
    found
        For each town the list of each type, found apart.
    patrols
        For each town the other patrols there, in words.
    hours, minimum
        Hours to share, and the least a chosen town gets; for whatever period the reader means.
    hours_each
        The least hours that cover a hot spot in that period.

    Raises
    ------
    UsageError
        ``hours`` not above zero or not in quarters, ``minimum`` below zero, ``hours_each`` not
        above zero.
    Infeasible
        Fewer hours than one town's minimum.
    """
    types = tuple(shortlists[0])
    labels = _labels([next(iter(town.values())).area for town in shortlists])
    rows = [{kind: _town_type(one) for kind, one in town.items()} for town in shortlists]
    step = 1.0 if float(hours).is_integer() else 0.25
    shared = share_hours(_weights(rows, "in_hot_spots"), hours, minimum, RULE, step)
    towns = [
        _town(
            labels[i],
            rows[i],
            patrols[i],
            shared.hours[i],
            shared.fair[i],
            minimum,
            *_covered(shortlists[i], shared.hours[i], hours_each),
        )
        for i in range(len(rows))
    ]
    order = sorted(range(len(rows)), key=lambda i: (-shared.hours[i], -shared.fair[i], i))
    return BetweenTowns(
        types=types,
        train=next(iter(shortlists[0].values())).train.span,
        hours=hours,
        minimum=minimum,
        hours_each=hours_each,
        rule=RULE,
        cover_rule=cover_rule(hours_each),
        towns=tuple(towns[i] for i in order),
        sensitivity=(shared, *_other_rules(rows, shortlists, hours, minimum, step)),
        labels=labels,
        notes=(*_missing(labels, shortlists), *_NOTES),
    )


def _labels(areas: Sequence[Area]) -> tuple[str, ...]:
    """Name towns by label, with the layer before it where two have one label."""
    plain = [area.label for area in areas]
    return tuple(
        area.label if plain.count(area.label) == 1 else f"{area.layer}:{area.label}"
        for area in areas
    )


def _covered(town: dict[str, Shortlist], hours: float, hours_each: float) -> tuple[int, int]:
    shapes = [spot.geometry for one in town.values() for spot in one.hotspots]
    places = distinct_places(shapes)
    return places, coverable(hours, places, hours_each)


def _missing(labels: Sequence[str], shortlists: Sequence[dict[str, Shortlist]]) -> tuple[str, ...]:
    """Say which towns lack months: they are left out, never counted as zero."""
    trains = [next(iter(town.values())).train for town in shortlists]
    gaps = [
        f"{label} {len(train.present)} of {len(train.span)}"
        for label, train in zip(labels, trains, strict=True)
        if train.missing
    ]
    if not gaps:
        return ()
    return (f"Months without data are left out, never zero. With data: {', '.join(gaps)}.",)


_NOTES = (
    "Types are counted apart and never added; hours follow the mean of each type's shares.",
    (
        "The learnable effect is rough: one town alone, a year before and a year after, no drift "
        "between years, no comparison group. The design step works it out for the towns together."
    ),
    "Counts are not per resident: residents are the wrong denominator for a town centre.",
    "Harm is not shown: severity weights need offence codes, which police.uk files lack.",
)


def _town_type(shortlist: Shortlist) -> TownType:
    observed, train = shortlist.observed, shortlist.train.present
    kind = shortlist.types[0]
    monthly = observed.counts(train)[0]
    past = tuple(m for m in observed.months if m <= train[-1])
    cells = _cells(shortlist)
    inside = np.array([s.monthly[kind] for s in shortlist.hotspots]).reshape(
        -1, len(observed.months)
    )
    training = np.isin(observed.months, train)
    in_spots = inside.sum(axis=0)[training]
    points = np.sort(map_points(observed, train).count[:, 0])[::-1]
    total = int(monthly.sum())
    hot = [s.hot_months / s.of_months for s in shortlist.hotspots if s.of_months]
    return TownType(
        count=total,
        a_month=float(monthly.mean()),
        trend=trend(observed.counts(past)[0], np.array(past)),
        hot_spots=len(shortlist.hotspots),
        in_hot_spots=int(in_spots.sum()),
        share=float(in_spots.sum() / total) if total else 0.0,
        persistence=float(np.mean(hot)) if hot else None,
        half_in=places_holding(cells, 0.5) if total else None,
        gini=generalised_gini(cells) if total else None,
        top_points=float(points[:3].sum() / total) if total else 0.0,
        learnable=learnable(in_spots),
        premises_first=sum(s.one_point for s in shortlist.hotspots),
    )


def _cells(shortlist: Shortlist) -> np.ndarray:
    observed = shortlist.observed
    in_training = np.isin(observed.month, shortlist.train.present)
    unit = shortlist.question.grid.assign(observed.x[in_training], observed.y[in_training])
    return np.bincount(unit[unit >= 0], minlength=len(shortlist.question.grid)).astype(float)


def _weights(rows: list[dict[str, TownType]], name: str) -> np.ndarray:
    """Return each town's share of a count, averaged over types that occur."""
    counts = np.array([[getattr(t, name) for t in row.values()] for row in rows], float)
    total = counts.sum(axis=0)
    occurring = total > 0
    if not occurring.any():
        return np.zeros(len(rows))
    return np.asarray((counts[:, occurring] / total[occurring]).mean(axis=1))


def _other_rules(
    rows: list[dict[str, TownType]],
    shortlists: Sequence[dict[str, Shortlist]],
    hours: float,
    minimum: float,
    step: float,
) -> list[Shared]:
    """Return what other defensible rules would give."""
    base = _weights(rows, "in_hot_spots")
    some = (base > 0).astype(float)
    weights = {
        "by all recorded incidents in the town": _weights(rows, "count"),
        "by the number of hot spots": _weights(rows, "hot_spots"),
        "by the square root of incidents in hot spots": np.sqrt(base),
        "the same to every town with a hot spot": some,
        "by the later half of the training months": _late(shortlists),
    }
    types = list(rows[0])
    if len(types) > 1:
        for kind in types:
            alone = [{kind: row[kind]} for row in rows]
            weights[f"by {CATEGORIES.get(kind, kind).lower()} in its hot spots alone"] = _weights(
                alone, "in_hot_spots"
            )
    shared = []
    for rule, weight in weights.items():
        if weight.sum() > 0:
            shared.append(share_hours(weight, hours, minimum, rule, step))
    return shared


def _late(shortlists: Sequence[dict[str, Shortlist]]) -> np.ndarray:
    counts = np.zeros((len(shortlists), len(shortlists[0])))
    for at, town in enumerate(shortlists):
        for column, (kind, one) in enumerate(town.items()):
            half = one.train.present[len(one.train.present) // 2 :]
            late = np.isin(one.observed.months, half)
            counts[at, column] = sum(np.array(s.monthly[kind])[late].sum() for s in one.hotspots)
    total = counts.sum(axis=0)
    occurring = total > 0
    return (
        (counts[:, occurring] / total[occurring]).mean(axis=1)
        if occurring.any()
        else np.zeros(len(shortlists))
    )


def _town(
    label: str,
    row: dict[str, TownType],
    patrols: tuple[str, ...],
    hours: float,
    fair: float,
    minimum: float,
    places: int,
    coverable: int,
) -> Town:
    if hours > 0:
        reason = f"chosen: {fair:.1f} hours by its incidents alone"
        if fair < minimum:
            reason += f", raised to the minimum of {minimum:g}"
    elif fair > 0:
        reason = (
            f"not chosen: its incidents alone would earn it {fair:.1f} hours, too few for the "
            f"minimum of {minimum:g} to be fair to the others"
        )
    else:
        counted = ", ".join(f"{t.count:,} {what(kind, t.count)}" for kind, t in row.items())
        reason = f"not chosen: no place with enough incidents to be called a hot spot ({counted})"
    if patrols:
        reason += "; other patrols are recorded there: check for overlap"
    return Town(label, row, patrols, hours, hours > 0, reason, places, coverable)
