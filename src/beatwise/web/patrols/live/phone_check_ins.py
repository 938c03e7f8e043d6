"""Check-ins of a phone's shift: paired from its events, and judged by where they were made.

The rule is that of ``delivery.evidence.check_ins``, in plain Python: a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from beatwise.delivery.visit_rule import VisitRule
from beatwise.web.patrols.live.live_stays import Ring, is_inside
from beatwise.web.patrols.models import PatrolEvent, PatrolShift


ENDS_IT = ("arrive", "leave", "called_away", "shift_stop")
CHECKED, STATED = "B", "C"  # with a position at the place, and without any
_DEGREE_M = 111_320.0  # metres of a degree of latitude, near enough for 50 m


@dataclass(frozen=True, slots=True)
class PhoneCheckIn:
    """A check-in: the hot spot, when, and what the phone said of the place at either end.

    ``is_open`` says that nobody left: it ends when the phone was last heard of.
    """

    spot: str
    begins: dt.datetime
    ends: dt.datetime
    arrival: Mapping[str, float] = field(default_factory=dict)
    leaving: Mapping[str, float] = field(default_factory=dict)
    is_open: bool = False


def check_ins_of(patrol: PatrolShift) -> Iterator[PhoneCheckIn]:
    """Yield each arrival until its leaving, the next arrival or the end of the shift.

    Being called away ends it.
    """
    arrival: PatrolEvent | None = None
    for event in patrol.events.filter(accepted=True, kind__in=ENDS_IT).order_by("time", "seq"):
        if arrival is not None and event.time > arrival.time:
            left = event.payload if event.kind == "leave" else {}
            yield _one(arrival, event.time, left)
        arrival = event if event.kind == "arrive" else None
    until = patrol.stopped or min(patrol.last_contact, patrol.shift.hard_stop)
    if arrival is not None and until > arrival.time:
        yield _one(arrival, until, {}, is_open=True)


def grade_of(one: PhoneCheckIn, outline: Ring, rule: VisitRule) -> str:
    """Return B with a position at the place, C without any, nothing when it is no visit.

    ``outline`` is a ring of longitude and latitude. It is no visit when a position lies elsewhere,
    or when it is so long that somebody forgot to leave.
    """
    if (one.ends - one.begins).total_seconds() / 60 > rule.longest_min:
        return ""
    places = [_place(end, outline, rule) for end in (one.arrival, one.leaving)]
    if "elsewhere" in places:
        return ""
    return CHECKED if "here" in places else STATED


def _one(
    arrival: PatrolEvent, ends: dt.datetime, left: Mapping[str, float], *, is_open: bool = False
) -> PhoneCheckIn:
    spot = str(arrival.payload["spot"])
    return PhoneCheckIn(spot, arrival.time, ends, arrival.payload, left, is_open)


def _place(end: Mapping[str, float], outline: Ring, rule: VisitRule) -> str:
    accuracy = end.get("accuracy") or 0.0
    if "lon" not in end or accuracy > rule.accuracy_m or len(outline) < 3:
        return "no fix"
    lon, lat = end["lon"], end["lat"]
    if is_inside(lon, lat, outline):
        return "here"
    return "here" if _metres_away(lon, lat, outline) <= rule.near_m + accuracy else "elsewhere"


def _metres_away(lon: float, lat: float, outline: Ring) -> float:
    """Return metres from a point to the nearest side of a ring."""
    wide = math.cos(math.radians(lat))
    flat = [((x - lon) * wide * _DEGREE_M, (y - lat) * _DEGREE_M) for x, y, *_ in outline]
    sides = zip(flat, [*flat[1:], flat[0]], strict=True)
    return min(_to_side(*begin, *end) for begin, end in sides)


def _to_side(x1: float, y1: float, x2: float, y2: float) -> float:
    """Return the distance of a line from the origin."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length))
    return math.hypot(x1 + share * dx, y1 + share * dy)
