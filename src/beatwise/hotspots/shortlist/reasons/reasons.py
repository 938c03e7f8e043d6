"""Why a place is on the list, and what to be careful of: plain sentences from its figures."""

from __future__ import annotations

import shapely

from beatwise.hotspots.shortlist.hotspot import Harm, Hotspot
from beatwise.hotspots.shortlist.placing.limits import LARGEST_M
from beatwise.hotspots.shortlist.reasons.number_words import SMALL_COUNT, percent, signed
from beatwise.records.crime_types import ASB, CATEGORIES


STEADY, FAIRLY_STEADY = 0.9, 0.6
_BORDER_M = 30.0


def confidence(found_again: float, counts: dict[str, int]) -> str:
    """Return ``high``, ``moderate`` or ``low``.

    High: found in at least 9 of 10 random halves of the months and at least 20 incidents of one
    type. Moderate: found in 6 of 10 and at least 10. Low: everything else.
    """
    most = max(counts.values(), default=0)
    if found_again >= STEADY and most >= 20:
        return "high"
    if found_again >= FAIRLY_STEADY and most >= 10:
        return "moderate"
    return "low"


def reasons(spot: Hotspot, area_share: float, top_n: int, halves: int) -> tuple[str, ...]:
    """Say in sentences why the place is on the list. ``area_share`` is its share of the area."""
    sentences = [_count_and_share(spot, kind, area_share) for kind in spot.counts]
    if spot.across_m > LARGEST_M + 0.5:
        sentences.append(
            f"At {spot.across_m:.0f} m across it is too large to patrol on foot: a place to look "
            "within, not a beat."
        )
    if spot.harm is not None:
        sentences.append(_harm(spot.harm))
    sentences.append(_standing(spot, top_n))
    sentences += [_one_point(spot, kind) for kind in spot.counts if _at_one_point(spot, kind)]
    if _on_the_border(spot):
        sentences.append(
            f"Its busiest map point ({spot.name}) lies within {_BORDER_M:.0f} m of its border: "
            "walk just outside it too."
        )
    sentences += [_trend(spot, kind) for kind, count in spot.counts.items() if count]
    sentences.append(_steadiness(spot, halves))
    sentences.append(_screening(spot))
    return tuple(sentences)


def what(kind: str, n: int | None = None) -> str:
    """Return a type in running words: ``anti-social behaviour incidents``, ``shoplifting``."""
    if kind == ASB:
        return "anti-social behaviour incident" + ("" if n == 1 else "s")
    return CATEGORIES.get(kind, kind).lower() + (" record" if n == 1 else " records")


def _count_and_share(spot: Hotspot, kind: str, area_share: float) -> str:
    share = spot.shares[kind]
    if spot.counts[kind] == 0:
        return f"No {what(kind)}."
    count_and_share = (
        f"{spot.counts[kind]:,} {what(kind, spot.counts[kind])}: {percent(share)} of the area's"
    )
    lift = share / area_share if area_share > 0 else 0.0
    times = f"{lift:.0f}" if lift >= 10 else f"{lift:.1f}"
    return (
        f"{count_and_share}, in {percent(area_share)} of its ground ({times} times an even spread)"
        f"{': a small count' if spot.counts[kind] < SMALL_COUNT else ''}."
    )


def _harm(harm: Harm) -> str:
    return (
        f"Harm by {harm.index}: {harm.total:,.0f}, of {harm.weighed:,} of {harm.of:,} incidents "
        "with an offence code it weighs."
    )


def _standing(spot: Hotspot, top_n: int) -> str:
    earlier = "; ".join(f"{hot} of {of} in the last {w}" for w, hot, of in spot.recent if of)
    tail = f" (months with data: {earlier})" if earlier else ""
    among = "The area's busiest place" if top_n == 1 else f"Among the area's {top_n} busiest places"
    return f"{among} in {spot.hot_months} of {spot.of_months} training months{tail}."


def _at_one_point(spot: Hotspot, kind: str) -> bool:
    return spot.counts[kind] > 0 and spot.top_share[kind] >= 0.5


def _on_the_border(spot: Hotspot) -> bool:
    """Say whether the busiest map point lies near the outline; snapping alone can move it out."""
    if not spot.points:
        return False
    at = shapely.Point(spot.points[0].easting, spot.points[0].northing)
    return bool(spot.geometry.exterior.distance(at) < _BORDER_M)


def _one_point(spot: Hotspot, kind: str) -> str:
    label = max(spot.points, key=lambda p: p.counts[kind]).label
    remedies = (
        "store design, staffing, a retailer partnership"
        if kind == "shoplifting"
        else "what stands there, how it is laid out and who manages it"
    )
    return (
        f"{percent(spot.top_share[kind])} of its {what(kind)} are at one map point ({label}): "
        f"look for a premises remedy there first ({remedies}); a patrol may not be the answer."
    )


def _trend(spot: Hotspot, kind: str) -> str:
    slope = spot.trend[kind]
    if kind in spot.unplaced:
        return (
            f"Trend of {what(kind)}: not given, for the share of records without a place moves "
            "too much."
        )
    if slope is None or slope.low is None or slope.high is None:
        return f"Trend of {what(kind)} against the rest of the area: too few to tell."
    way = "rising" if slope.low > 0 else "falling" if slope.high < 0 else "no clear trend"
    return (
        f"Trend of {what(kind)} so far, against the rest of the area and the choice of the place "
        f"taken out: {way} ({signed(slope.value)}% a year, 95% interval {signed(slope.low)} to "
        f"{signed(slope.high)}{', on a small count' if spot.counts[kind] < SMALL_COUNT else ''})."
    )


def _steadiness(spot: Hotspot, halves: int) -> str:
    if spot.found_again != spot.found_again:
        return (
            f"Confidence: {spot.confidence}. Too few months to check whether the place is steady."
        )
    times = round(spot.found_again * halves)
    return (
        f"Confidence: {spot.confidence}. Chosen again from {times} of {halves} random halves of "
        "the training months."
    )


def _screening(spot: Hotspot) -> str:
    if spot.p_value is None or spot.q_value is None:
        return "Screening: not tested."
    p = "p < 0.0001" if spot.p_value < 0.0001 else f"p = {spot.p_value:.4f}"
    q = "q < 0.0001" if spot.q_value < 0.0001 else f"q = {spot.q_value:.4f}"
    return (
        f"Screening only: the fixed cell under it has {p}, {q}; it was chosen and tested on the "
        "same months, so this is no proof."
    )
