"""Stays in hot spots from one phone's pings, in plain Python: the office loads no array library.

The rule is that of ``delivery.visits`` and a test holds the two to the same minutes; what that also
does (devices that froze, impossible jumps, speed on foot, clocks) is left to ``beatwise measure``,
whose figures count. These are for the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beatwise.delivery.visit_rule import VisitRule


Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a phone was: degrees, and the radius it claims in metres."""

    time: dt.datetime
    lon: float
    lat: float
    accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class LiveStay:
    """A stay in a hot spot; ``seconds`` are of presence, ``bridged`` those of them in silence."""

    spot: str
    begins: dt.datetime
    ends: dt.datetime
    seconds: float
    bridged: float = 0.0


def live_stays(
    positions: Sequence[Position], outlines: Mapping[str, Ring], rule: VisitRule
) -> list[LiveStay]:
    """Return the stays of one phone's positions, in order of time; short ones are among them."""
    usable = {p.time: p for p in positions if p.accuracy is None or p.accuracy <= rule.accuracy_m}
    ordered = [usable[time] for time in sorted(usable)]
    boxes = {name: _box(ring) for name, ring in outlines.items() if len(ring) > 2}
    spots = [_spot_at(each, outlines, boxes) for each in ordered]
    return _merged(_runs(ordered, spots, rule), rule)


def is_inside(lon: float, lat: float, ring: Ring) -> bool:
    """Whether a point is inside a ring, closed or not: an odd number of sides lies east of it."""
    inside = False
    x1, y1 = ring[-1][:2]
    for x2, y2 in (corner[:2] for corner in ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def _spot_at(
    place: Position, outlines: Mapping[str, Ring], boxes: Mapping[str, tuple[float, ...]]
) -> str:
    for name, (west, south, east, north) in boxes.items():
        near = west <= place.lon <= east and south <= place.lat <= north
        if near and is_inside(place.lon, place.lat, outlines[name]):
            return name
    return ""


def _box(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = [corner[0] for corner in ring], [corner[1] for corner in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _runs(ordered: Sequence[Position], spots: Sequence[str], rule: VisitRule) -> list[LiveStay]:
    """Return unbroken presence; a crossing of the boundary is shared half and half."""
    runs: list[LiveStay] = []
    for at, spot in enumerate(spots):
        here = ordered[at].time
        gap = (here - ordered[at - 1].time).total_seconds() if at else 0.0
        before = spots[at - 1] if at else ""
        near = at > 0 and gap <= rule.nominal_s
        if before and before != spot and near:
            runs[-1] = _longer(runs[-1], gap / 2)
        if not spot:
            continue
        if spot == before and gap <= rule.bridge_s:
            silent = gap if gap > rule.nominal_s else 0.0
            runs[-1] = replace(_longer(runs[-1], gap), bridged=runs[-1].bridged + silent)
        else:
            half = gap / 2 if near and before != spot else 0.0
            runs.append(LiveStay(spot, here - dt.timedelta(seconds=half), here, half))
    return runs


def _longer(stay: LiveStay, seconds: float) -> LiveStay:
    more = dt.timedelta(seconds=seconds)
    return replace(stay, ends=stay.ends + more, seconds=stay.seconds + seconds)


def _merged(runs: Sequence[LiveStay], rule: VisitRule) -> list[LiveStay]:
    """Join runs in one hot spot that only a short absence separates, with no other between."""
    stays: list[LiveStay] = []
    for run in runs:
        last = stays[-1] if stays else None
        if last is None or not _continues(last, run, rule):
            stays.append(run)
            continue
        seconds, bridged = last.seconds + run.seconds, last.bridged + run.bridged
        stays[-1] = replace(last, ends=run.ends, seconds=seconds, bridged=bridged)
    return stays


def _continues(last: LiveStay, run: LiveStay, rule: VisitRule) -> bool:
    away = (run.begins - last.ends).total_seconds()
    return last.spot == run.spot and away <= rule.merge_s
